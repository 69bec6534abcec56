package io.mozpool.server.machine;

import io.mozpool.server.cluster.Lease;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Stores the units of one group in one transaction, a batch for each statement text. */
final class CommitGroup {

  private final Connection connection;
  private final Leases leases;
  private final List<Unit> units;
  private final Fate[] fates;

  private CommitGroup(Connection connection, Leases leases, List<Unit> units) {
    this.connection = connection;
    this.leases = leases;
    this.units = units;
    this.fates = new Fate[units.size()];
  }

  /**
   * Stores and commits.
   *
   * @return what became of each unit
   * @throws SQLException nothing is stored, unless the commit itself failed
   */
  static Fate[] store(Connection connection, Leases leases, List<Unit> units) throws SQLException {
    CommitGroup group = new CommitGroup(connection, leases, units);
    try {
      group.claim();
      group.write();
      connection.commit();
      return group.fates;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  /**
   * One batch after the other in the order of the units: a unit may wait for what an earlier one of
   * its machine wrote.
   */
  private void claim() throws SQLException {
    Set<Lease> over = leases.over(connection, leasesOfAll());
    Map<String, List<Integer>> byText = new LinkedHashMap<>();
    for (int i = 0; i < units.size(); i++) {
      if (units.get(i).lease().filter(over::contains).isPresent()) {
        fates[i] = Fate.LEASE_OVER;
      } else {
        byText.computeIfAbsent(units.get(i).claim().text(), text -> new ArrayList<>()).add(i);
      }
    }
    for (List<Integer> batch : byText.values()) {
      List<SqlStatement> statements = batch.stream().map(i -> units.get(i).claim()).toList();
      int[] counts = SqlStatement.execute(connection, statements);
      for (int i = 0; i < counts.length; i++) {
        fates[batch.get(i)] = counts[i] == 1 ? Fate.STORED : Fate.OUTDATED;
      }
    }
  }

  private Set<Lease> leasesOfAll() {
    return units.stream().flatMap(unit -> unit.lease().stream()).collect(Collectors.toSet());
  }

  private void write() throws SQLException {
    boolean more = true;
    for (int position = 0; more; position++) {
      Map<String, List<SqlStatement>> byText = new LinkedHashMap<>();
      for (int i = 0; i < units.size(); i++) {
        List<SqlStatement> writes = units.get(i).writes();
        if (fates[i] == Fate.STORED && position < writes.size()) {
          SqlStatement write = writes.get(position);
          byText.computeIfAbsent(write.text(), text -> new ArrayList<>()).add(write);
        }
      }
      for (List<SqlStatement> batch : byText.values()) {
        SqlStatement.execute(connection, batch);
      }
      more = !byText.isEmpty();
    }
  }
}
