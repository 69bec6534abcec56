package io.mozpool.plugins.fake;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugins.fake.board.BoardFault;
import io.mozpool.plugins.fake.board.Odds;
import io.mozpool.plugins.fake.relay.RelayFault;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** A rack on loopback addresses of its own, with a server and a TFTP server to talk to. */
final class Bench implements AutoCloseable {

  static final Odds NO_FAILURES = new Odds(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  static final String B2G = "append mobile-imaging-url=http://images/b2g-second-stage.sh ip=dhcp";
  static final String ANDROID = "append mobile-imaging-url=android-second-stage.sh";
  static final String SELF_TEST = "mobile-imaging-url=fake/selftest-second-stage.sh";
  static final String MAINTENANCE = "mobile-imaging-url=fake/maintenance-second-stage.sh x=y";

  final ServerStandIn server = new ServerStandIn();
  final TftpStandIn tftp = new TftpStandIn();

  private final Path directory;
  private final int net = ThreadLocalRandom.current().nextInt(100, 250);
  private int boards = 2;
  private String namePrefix = "fake-";
  private int nameDigits = 4;
  private String firstMac = "02fa4e000001";
  private long seed;
  private Odds odds = NO_FAILURES;
  private Map<String, BoardFault> boardFaults = Map.of();
  private Map<String, RelayFault> relayFaults = Map.of();
  private Rack rack;

  Bench(Path directory) throws IOException {
    this.directory = directory;
  }

  Bench boards(int number) {
    boards = number;
    return this;
  }

  Bench seed(long newSeed) {
    seed = newSeed;
    return this;
  }

  Bench odds(Odds newOdds) {
    odds = newOdds;
    return this;
  }

  Bench fault(String board, BoardFault fault) {
    boardFaults = Map.of(board, fault);
    return this;
  }

  /** Has the boards called otherwise. */
  Bench called(String namePrefix, int nameDigits, String firstMac) {
    this.namePrefix = namePrefix;
    this.nameDigits = nameDigits;
    this.firstMac = firstMac;
    return this;
  }

  Bench fault(String relay, RelayFault fault) {
    relayFaults = Map.of(relay, fault);
    return this;
  }

  Bench start() throws IOException {
    rack = Rack.start(new RackPlan(settings()), settings(), directory);
    return this;
  }

  void stop() {
    if (rack != null) {
      rack.close();
      rack = null;
    }
  }

  FakeSettings settings() {
    return new FakeSettings(
        boards,
        true,
        600,
        seed,
        URI.create(server.url()),
        "127.0.0.1:" + tftp.address().getPort(),
        "127." + net + ".0.1",
        "127." + net + ".200.1",
        2101,
        20701,
        20702,
        Duration.ofSeconds(1),
        namePrefix,
        nameDigits,
        firstMac,
        "panda",
        "ES Rev B2",
        odds,
        boardFaults,
        relayFaults);
  }

  /** Arms a board for network boot. */
  void arm(int board, String config) {
    tftp.put("pxelinux.cfg/01-02-fa-4e-00-00-%02x".formatted(board), config);
  }

  void power(int board, boolean on) throws IOException {
    try (RelayClient relays = RelayClient.patiently(relayBoard(1))) {
      relays.switchDevice(board - 1, on);
    }
  }

  void cycle(int board) throws IOException {
    power(board, false);
    power(board, true);
  }

  /** Puts an image on a board's card, as a device of the pool gets it, and leaves it running. */
  void install(int board, String config, int events) throws Exception {
    arm(board, config);
    cycle(board);
    for (int i = 0; i < events; i++) {
      server.next();
    }
    AgentClient.patiently(agent(board)).close();
    tftp.clear();
    tftp.asked().clear();
  }

  InetSocketAddress relayBoard(int number) {
    return new InetSocketAddress("127." + net + ".200." + number, 2101);
  }

  InetSocketAddress agent(int board) {
    return new InetSocketAddress(ip(board), 20701);
  }

  String ip(int board) {
    return "127." + net + "." + board / 256 + "." + board % 256;
  }

  /** Whether the board answers a probe. */
  boolean answers(int board) throws DriverException {
    DriverAddress address = DriverAddress.parse("fake://" + ip(board));
    return FakeProbe.of(address, 20702).answers(Deadline.in(Duration.ofSeconds(5)));
  }

  Path savedState() {
    return directory.resolve("rack.txt");
  }

  @Override
  public void close() {
    stop();
    server.close();
    tftp.close();
  }
}
