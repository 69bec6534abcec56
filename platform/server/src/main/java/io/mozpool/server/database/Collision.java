package io.mozpool.server.database;

import java.sql.SQLException;
import java.util.Set;

/**
 * What goes wrong when two transactions are in each other's way, and passes when it is repeated.
 */
public final class Collision {

  /** A whole transaction. */
  @FunctionalInterface
  public interface Transaction<T> {
    T run() throws SQLException;
  }

  private static final int TRIES = 5;

  /** MySQL: deadlock, lock wait; H2: lock timeout, and the SQL state of a serialization failure. */
  private static final Set<Integer> CODES = Set.of(1213, 1205, 50200);

  private static final String SERIALIZATION_FAILURE = "40001";

  private Collision() {}

  /** Runs a transaction, and again where another was in its way. */
  public static <T> T retried(Transaction<T> transaction) throws SQLException {
    for (int tries = 1; ; tries++) {
      try {
        return transaction.run();
      } catch (SQLException e) {
        boolean passing =
            CODES.contains(e.getErrorCode()) || SERIALIZATION_FAILURE.equals(e.getSQLState());
        if (tries == TRIES || !passing) {
          throw e;
        }
      }
    }
  }
}
