package io.mozpool.dist.faults;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/** Notes who takes whose lease, and when, by a trigger within the transaction that does it. */
final class LeaseHistory {

  /**
   * A lease that was taken.
   *
   * @param server the imaging server whose it is
   * @param holder who took it
   */
  record Taken(Instant at, String server, String holder, long epoch) {

    private static Taken read(String row) {
      String[] words = row.split(" ");
      return new Taken(
          LocalDateTime.parse(words[0]).toInstant(ZoneOffset.UTC),
          words[1],
          words[2],
          Long.parseLong(words[3]));
    }
  }

  private final MariaDb database;

  private LeaseHistory(MariaDb database) {
    this.database = database;
  }

  /** Begins to look, at a pool that has its schema. */
  static LeaseHistory of(MariaDb database) throws SQLException {
    database.execute(
        "create database history",
        """
        create table history.leases (n bigint auto_increment primary key, at datetime(6),
          server varchar(255), holder varchar(255), epoch bigint)
        """,
        """
        create trigger lease_history after update on imaging_servers for each row
        if new.epoch <> old.epoch then
          insert into history.leases (at, server, holder, epoch)
            values (utc_timestamp(6), new.fqdn, new.lease_holder, new.epoch);
        end if
        """);
    return new LeaseHistory(database);
  }

  /** All that were taken, in order. */
  List<Taken> all() throws SQLException {
    return database
        .query(
            "select date_format(at, '%Y-%m-%dT%H:%i:%s.%f'), server, holder, epoch"
                + " from history.leases order by n")
        .stream()
        .map(Taken::read)
        .toList();
  }
}
