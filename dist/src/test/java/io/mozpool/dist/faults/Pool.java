package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.client.MozpoolClient;
import io.mozpool.dist.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Three servers of one group on one database, with a rack each. */
final class Pool implements AutoCloseable {

  /** Of requests, in SQL. */
  static final String OPEN = "state <> 'closed' and state not like 'failed\\_%'";

  private static final List<String> NAMES = List.of("one", "two", "three");

  private final MariaDb database;
  private final List<Member> members = new ArrayList<>();
  private final Witness witness;

  private Pool(MariaDb database) {
    this.database = database;
    this.witness = new Witness(database);
  }

  /**
   * Starts all and waits until the boards have tested themselves.
   *
   * @param lease its times, as YAML
   */
  static Pool start(Path directory, String lease) throws Exception {
    Pool pool = new Pool(MariaDb.start(directory.resolve("mariadb"), NAMES));
    try {
      pool.open(directory, lease);
      return pool;
    } catch (Exception | Error e) {
      pool.close();
      throw e;
    }
  }

  private void open(Path directory, String lease) throws Exception {
    String network = "127." + new Random().nextInt(70, 250); // others may run racks, too
    List<Rack> racks = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      Rack rack =
          new Rack(
              NAMES.get(i),
              i,
              network,
              Launcher.freePort(),
              Launcher.freePort(),
              Launcher.freePort());
      racks.add(rack);
      members.add(Member.of(directory, rack, database, lease));
    }
    loadCatalogue();
    for (int i = 0; i < NAMES.size(); i++) {
      String fqdn = members.get(i).fqdn();
      database.execute("insert into imaging_servers (fqdn) values ('" + fqdn + "')");
      database.execute(racks.get(i).inserts(fqdn).toArray(String[]::new));
    }
    witness.begin(members);
    for (Member member : members) {
      member.start(members.stream().filter(other -> other != member).map(Member::fqdn).toList());
    }
    awaitCalm();
  }

  /** Images and what belongs to them; the board that comes with them is in none of our racks. */
  private void loadCatalogue() throws Exception {
    Process load =
        new ProcessBuilder(
                Member.LAUNCHER,
                "db",
                "load-fakes",
                "--devices",
                "1",
                "--config",
                members.get(0).configuration().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertThat(load.waitFor(Member.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(load.exitValue()).isZero();
    database.execute(
        "delete from devices", "delete from relay_boards", "delete from imaging_servers");
  }

  List<Member> members() {
    return members;
  }

  MariaDb database() {
    return database;
  }

  Witness witness() {
    return witness;
  }

  /** A client that asks any of the servers. */
  MozpoolClient client(Duration patience) {
    return new MozpoolClient(members.stream().map(Member::uri).toList()).patient(patience);
  }

  /** Who has the lease of a server; empty for nobody. */
  String holder(Member member) throws SQLException {
    return database
        .query(
            "select coalesce(lease_holder, '') from imaging_servers where lease_until >= now(6)"
                + " and fqdn = '"
                + member.fqdn()
                + "'")
        .stream()
        .findFirst()
        .orElse("");
  }

  /** Waits until every server has its own lease, and no machine has anything to do. */
  void awaitCalm() {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptionsInstanceOf(SQLException.class)
        .untilAsserted(
            () -> {
              assertThat(
                      database.query(
                          "select fqdn, lease_holder from imaging_servers where not"
                              + " (lease_holder <=> fqdn) or lease_until < now(6)"))
                  .as("servers without their own lease")
                  .isEmpty();
              assertThat(
                      database.query(
                          "select name, state from devices where state <> 'ready' union"
                              + " select id, state from requests where "
                              + OPEN))
                  .as("machines that are not at rest")
                  .isEmpty();
            });
  }

  @Override
  public void close() throws IOException {
    for (Member member : members) {
      member.close();
    }
    database.close();
  }
}
