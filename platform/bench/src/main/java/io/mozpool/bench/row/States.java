package io.mozpool.bench.row;

import io.mozpool.bench.site.BenchException;
import io.mozpool.bench.site.Database;

/** Puts devices into a state by SQL, past their machines. */
final class States {

  private States() {}

  /** All of them, due never. */
  static void put(Database database, String state) throws BenchException {
    put(database, state, 1, Integer.MAX_VALUE);
  }

  /** Those of some rows, due never. */
  static void put(Database database, String state, int firstId, int lastId) throws BenchException {
    database.update(
        "update devices set state = ?, state_counters = '{}', state_timeout = null,"
            + " state_revision = state_revision + 1 where id between ? and ?",
        state,
        firstId,
        lastId);
  }

  /** The same, due now. */
  static void putDue(Database database, String state, int firstId, int lastId)
      throws BenchException {
    database.update(
        "update devices set state = ?, state_counters = '{}', state_timeout = utc_timestamp(6),"
            + " state_revision = state_revision + 1 where id between ? and ?",
        state,
        firstId,
        lastId);
  }
}
