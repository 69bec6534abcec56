package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;

/**
 * Triggers that note every step, every tie and every change of a lease within the transaction that
 * makes it, and who makes it; and the questions that are asked of the notes in the end.
 */
final class Witness {

  private static final String WRITER = "substring_index(user(), '@', 1)";

  /** Where a machine stands without anything to come: only an event from outside moves it. */
  private static final String RESTING =
      "('ready', 'closed', 'expired', 'new', 'unknown', 'locked_out', 'troubleshooting',"
          + " 'maintenance_mode')";

  private final MariaDb database;

  Witness(MariaDb database) {
    this.database = database;
  }

  /** Begins to look, at a pool that has its schema. */
  void begin(Collection<Member> members) throws SQLException {
    database.execute(
        "create database witness",
        "create sequence witness.moment",
        """
        create table witness.members (fqdn varchar(255) primary key, user varchar(64))
        """,
        """
        create table witness.steps (n bigint primary key, at datetime(6),
          kind varchar(8), machine int, old_state varchar(64), new_state varchar(64),
          old_revision bigint, new_revision bigint, imaging_server int, writer varchar(64),
          holder varchar(255), epoch bigint, key (kind, machine, n), key (imaging_server, n))
        """,
        """
        create table witness.ties (n bigint auto_increment primary key, at datetime(6), device int,
          request int, tied boolean, key (device, n))
        """,
        """
        create table witness.leases (n bigint primary key, at datetime(6),
          imaging_server int, writer varchar(64), old_holder varchar(255), holder varchar(255),
          old_epoch bigint, epoch bigint, steps int)
        """,
        steps("device"),
        steps("request"),
        ties("insert", "new", true),
        ties("delete", "old", false),
        """
        create trigger leases after update on imaging_servers for each row
        if not (new.epoch <=> old.epoch and new.lease_holder <=> old.lease_holder) then
          insert into witness.leases select nextval(witness.moment), sysdate(6), new.id, %s,
            old.lease_holder, new.lease_holder, old.epoch, new.epoch, count(*)
            from witness.steps s where s.imaging_server = new.id;
        end if
        """
            .formatted(WRITER));
    for (Member member : members) {
      database.execute(
          "insert into witness.members values ('%s', '%s')"
              .formatted(member.fqdn(), member.name()));
    }
  }

  /** Fails where anything happened that must not, or where some machine is forgotten. */
  void check(Collection<Integer> accepted) throws SQLException {
    assertThat(database.query("select count(*) from witness.steps")).doesNotContain("0");
    SoftAssertions softly = new SoftAssertions();
    softly
        .assertThat(
            database.query(
                """
                select n, device, request from (select n, device, request, tied,
                  coalesce(lag(tied) over (partition by device order by n), false) as was
                  from witness.ties) t
                where tied = was
                """))
        .as("devices that were tied twice, or let go twice")
        .isEmpty();
    softly
        .assertThat(
            database.query(
                """
                select kind, machine, was, old_revision, new_revision from (select s.*,
                  coalesce(lag(new_revision) over (partition by kind, machine order by n), old_revision)
                  as was from witness.steps s) t
                where old_revision <> was or new_revision <> old_revision + 1
                """))
        .as("revisions that were skipped or written twice")
        .isEmpty();
    softly
        .assertThat(
            database.query(
                """
                select s.at, s.kind, s.machine, s.writer, s.holder, s.epoch from witness.steps s
                join witness.members m on m.user = s.writer where not (s.holder <=> m.fqdn)
                """))
        .as("steps of servers without the lease")
        .isEmpty();
    softly
        .assertThat(
            database.query(
                """
                select at, imaging_server, old_holder, holder, old_epoch, epoch from witness.leases
                where epoch <> old_epoch + (holder is not null)
                """))
        .as("leases that were taken without a new epoch")
        .isEmpty();
    softly
        .assertThat(
            database.query(
                """
                select * from (select l.*, (select count(*) from witness.steps s
                  where s.imaging_server = l.imaging_server and s.n < l.n) as made
                  from witness.leases l) t
                where made <> steps
                """))
        .as("leases that were taken while a step of the former holder was not committed yet")
        .isEmpty();
    softly.assertThat(unwritten("device")).as("devices whose journal is not complete").isEmpty();
    softly.assertThat(unwritten("request")).as("requests whose journal is not complete").isEmpty();
    softly.assertThat(missing(accepted)).as("requests that got a 200 and are gone").isEmpty();
    softly
        .assertThat(forgotten())
        .as("machines that work and are not due, or long overdue, or nobody's")
        .isEmpty();
    softly.assertAll();
  }

  /**
   * Fails where a request was closed that a server had promised to keep.
   *
   * @param promised the requests, and until when
   */
  void checkPromises(Map<Integer, Instant> promised) throws SQLException {
    List<String> broken = new ArrayList<>();
    for (Map.Entry<Integer, Instant> promise : promised.entrySet()) {
      broken.addAll(
          database.query(
              """
              select machine, at, old_state, new_state from witness.steps
              where kind = 'request' and machine = %d and at < '%s'
                and new_state in ('expired', 'closed')
              """
                  .formatted(
                      promise.getKey(),
                      LocalDateTime.ofInstant(promise.getValue(), ZoneOffset.UTC))));
    }
    System.out.println(promised.size() + " requests renewed at the last moment");
    assertThat(broken).as("requests that were renewed and closed all the same").isEmpty();
  }

  /** Machines that nobody will look at. */
  private List<String> forgotten() throws SQLException {
    String sql =
        """
        select '%1$s', m.id, m.state, coalesce(m.state_timeout, 'never') from %1$ss m
        join imaging_servers s on s.id = m.imaging_server_id
        where (m.state_timeout is null and m.state not in %2$s and m.state not like 'failed\\_%%')
          or m.state_timeout < timestampadd(second, -5, utc_timestamp(6))
          or coalesce(s.lease_until < now(6), true)
        """;
    return database.query(
        sql.formatted("device", RESTING) + " union " + sql.formatted("request", RESTING));
  }

  /** Each step that changes the state has its line, and no other has one. */
  private List<String> unwritten(String kind) throws SQLException {
    return database.query(
        """
        select machine, changes, coalesce(written, 0) from
          (select machine, sum(old_state <> new_state) as changes from witness.steps
            where kind = '%1$s' group by machine) s left join
          (select %1$s_id, count(*) as written from %1$s_logs
            where source = 'statemachine' and message like '%% -> %% (%%' group by %1$s_id) l
          on l.%1$s_id = s.machine
        where changes <> coalesce(written, 0)
        """
            .formatted(kind));
  }

  private List<String> missing(Collection<Integer> accepted) throws SQLException {
    List<String> there = database.query("select id from requests");
    return accepted.stream().map(String::valueOf).filter(id -> !there.contains(id)).toList();
  }

  private static String steps(String kind) {
    return """
    create trigger %1$s_steps after update on %1$ss for each row
    if new.state_revision <> old.state_revision or new.state <> old.state then
      insert into witness.steps select nextval(witness.moment), sysdate(6), '%1$s', new.id, old.state, new.state,
        old.state_revision, new.state_revision, new.imaging_server_id, %2$s,
        s.lease_holder, s.epoch from imaging_servers s where s.id = new.imaging_server_id;
    end if
    """
        .formatted(kind, WRITER);
  }

  private static String ties(String event, String row, boolean tied) {
    return """
    create trigger ties_%1$s after %1$s on device_requests for each row
    insert into witness.ties values (null, sysdate(6), %2$s.device_id, %2$s.request_id, %3$s)
    """
        .formatted(event, row, tied);
  }
}
