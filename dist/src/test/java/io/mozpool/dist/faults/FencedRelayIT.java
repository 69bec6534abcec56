package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.dist.Launcher;
import io.mozpool.dist.faults.LeaseHistory.Taken;
import io.mozpool.dist.faults.WitnessRelay.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is stopped while it switches relays, and goes on after its peer has taken its
 * lease: the relay board itself says who commanded what. {@code -Dfaults=long} for twenty times as
 * many pauses, {@code -Dfaults.seed=N} to choose the same moments again.
 */
@Tag("faults")
class FencedRelayIT {

  private static final int PAUSES = "long".equals(System.getProperty("faults")) ? 200 : 10;
  private static final int BOARDS = 4;
  private static final Duration PACE = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The longest that the witness may take to notice a connection. */
  private static final Duration NOTICE = Duration.ofMillis(400);

  /** Soon, compared with the 30 seconds that a command may take. */
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private final WitnessRelay relay = new WitnessRelay(PACE);
  private final List<PlainServer> servers = new ArrayList<>();
  private final List<String> late = new ArrayList<>();
  private MariaDb database;
  private LeaseHistory history;
  private PlainServer a;
  private PlainServer b;

  @BeforeEach
  void start() throws Exception {
    database = MariaDb.start(directory.resolve("mariadb"), List.of("pool"));
    int one = Launcher.freePort();
    int two = Launcher.freePort();
    int relayPort = Launcher.freePort();
    String network = "127.%d.".formatted(new Random().nextInt(70, 250));
    a = start(one, two, relayPort, network + "1.1");
    a.awaitAnswers();
    b = start(two, one, relayPort, network + "1.2");
    b.awaitAnswers();
    insertBoards(relayPort);
    history = LeaseHistory.of(database);
  }

  @AfterEach
  void end() throws Exception {
    servers.forEach(PlainServer::close);
    relay.close();
    database.close();
  }

  @Test
  void aServerThatWasPausedLeavesTheRelaysToTheOneThatTookOver() throws Exception {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("faults.seed=" + seed + " in " + directory);
    Random random = new Random(seed);
    int open = 0;
    int on = 0;
    for (int i = 0; i < PAUSES; i++) {
      cycleAll();
      rest(random.nextInt(1_200));
      open += pause(random) ? 1 : 0;
      awaitCycled();
      on += relay.energised().isEmpty() ? 1 : 0;
    }
    List<String> commands = strangeCommands();
    System.out.printf(
        "%d pauses, %d with an open connection; commands past their last check: %s%n",
        PAUSES, open, commands);

    assertThat(open).as("pauses that hit a connection").isPositive();
    assertThat(late).as("connections that stayed open after the lease was lost").isEmpty();
    assertThat(strangeConnections()).as("connections opened after the taker's lease").isEmpty();
    assertThat(commands).as("commands past their last check").hasSizeLessThanOrEqualTo(1);
    assertThat(on).as("times that all boards were on at the end").isEqualTo(PAUSES);
  }

  private PlainServer start(int port, int peer, int relayPort, String address) throws Exception {
    relay.listen(address, relayPort, "127.0.0.1:" + port);
    Path hosts = directory.resolve(port + ".hosts");
    Files.writeString(hosts, "127.0.0.1 localhost\n" + address + " relay.test\n");
    PlainServer server =
        PlainServer.start(
            directory,
            database,
            port,
            peer,
            "",
            """
            lease: { time: 1500ms, renewal: 500ms }
            plugins:
              disabled: [example, fake, ping, pxe]
              settings: { proxr: { settle: 50ms } }
            """,
            "-Djdk.net.hosts.file=" + hosts);
    servers.add(server);
    return server;
  }

  /** Boards that a person has taken out of the pool; each hangs at a relay of its own. */
  private void insertBoards(int relayPort) throws Exception {
    database.execute("insert into hardware_types (type, model) values ('panda', 'x')");
    for (int board = 1; board <= BOARDS; board++) {
      database.execute(
          """
          insert into devices (name, fqdn, inventory_id, mac_address, hardware_type_id,
            imaging_server_id, addresses, environment, state, state_counters, boot_config)
          select 'board-%1$d', '127.0.0.1', %1$d, '%1$012x', t.id, s.id,
            '{"power":"proxr://relay.test:%2$d/bank1/relay%1$d"}', 'any', 'troubleshooting', '{}', ''
          from hardware_types t, imaging_servers s where s.fqdn = '%3$s'
          """
              .formatted(board, relayPort, a.fqdn()));
    }
  }

  private void cycleAll() throws Exception {
    for (int board = 1; board <= BOARDS; board++) {
      assertThat(a.post("api/device/board-%d/event/please_power_cycle/".formatted(board)).body())
          .contains("\"accepted\":true");
    }
  }

  /**
   * Stops the owner until its peer has the lease and some time more.
   *
   * @return whether it had a connection to the relay board
   */
  private boolean pause(Random random) throws Exception {
    a.signal("STOP");
    List<Connection> open = relay.open(a.fqdn());
    if (random.nextBoolean()) {
      relay.mute(a.fqdn()); // and its answer never comes
    }
    awaitTakenBy(b);
    rest(NOTICE.toMillis() + random.nextInt(600));
    a.signal("CONT");
    try {
      await().atMost(SOON).until(() -> open.stream().allMatch(Connection::isClosed));
    } catch (ConditionTimeoutException e) {
      late.addAll(open.stream().filter(each -> !each.isClosed()).map(String::valueOf).toList());
    }
    return !open.isEmpty();
  }

  /** The machines stand in the state after the power cycle; a person brings them back. */
  private void awaitCycled() throws Exception {
    awaitTakenBy(a);
    for (int board = 1; board <= BOARDS; board++) {
      String name = "board-" + board;
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  database
                      .query("select state from devices where name = '" + name + "'")
                      .equals(List.of("pc_rebooting")));
      assertThat(
              a.post("api/device/%s/state-change/pc_rebooting/to/troubleshooting/".formatted(name))
                  .statusCode())
          .isEqualTo(200);
    }
  }

  private void awaitTakenBy(PlainServer holder) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                last(Instant.MAX)
                    .filter(taken -> taken.holder().equals(holder.fqdn()))
                    .isPresent());
  }

  /** Who had taken the lease of the boards last at some moment. */
  private Optional<Taken> last(Instant moment) throws Exception {
    return history.all().stream()
        .filter(taken -> taken.server().equals(a.fqdn()) && taken.at().isBefore(moment))
        .reduce((before, after) -> after);
  }

  private List<String> strangeConnections() throws Exception {
    List<String> strange = new ArrayList<>();
    for (Connection each : relay.connections()) {
      if (isStrange(each.server(), each.opened())) {
        strange.add(each.toString());
      }
    }
    return strange;
  }

  private List<String> strangeCommands() throws Exception {
    List<String> strange = new ArrayList<>();
    for (WitnessRelay.Order each : relay.orders()) {
      if (isStrange(each.server(), each.at())) {
        strange.add(each.toString());
      }
    }
    return strange;
  }

  private boolean isStrange(String server, Instant at) throws Exception {
    return last(at.minus(NOTICE)).filter(taken -> !taken.holder().equals(server)).isPresent()
        && last(at).filter(taken -> !taken.holder().equals(server)).isPresent();
  }

  private static void rest(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(millis); // that is how long it lasts
  }
}
