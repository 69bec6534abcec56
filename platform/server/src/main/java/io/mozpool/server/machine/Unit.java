package io.mozpool.server.machine;

import io.mozpool.server.cluster.Lease;
import io.mozpool.server.database.SqlStatement;
import java.util.List;
import java.util.Optional;

/**
 * What one step stores, all or nothing.
 *
 * @param shard units of one shard are stored in the order in which they come; the machine
 * @param lease without which nothing of the unit is stored; empty for none
 * @param claim the update of the machine's row, conditional on its revision: where it changes no
 *     row, nothing of the unit is stored
 * @param writes what else is stored, in this order
 */
public record Unit(
    long shard, Optional<Lease> lease, SqlStatement claim, List<SqlStatement> writes) {

  public Unit {
    writes = List.copyOf(writes);
  }
}
