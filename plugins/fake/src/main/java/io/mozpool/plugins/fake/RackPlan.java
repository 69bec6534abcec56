package io.mozpool.plugins.fake;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugins.fake.board.BoardFault;
import io.mozpool.plugins.fake.board.BoardId;
import io.mozpool.plugins.fake.relay.RelayFault;
import io.mozpool.plugins.fake.relay.Relays;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Who is who and where in the rack. Boards and relay boards are numbered from 1. */
final class RackPlan {

  private static final String ALL = "all";

  private final FakeSettings settings;
  private final Loopback boards;
  private final Loopback relayBoards;

  /**
   * @throws IllegalArgumentException where the settings do not fit each other
   */
  RackPlan(FakeSettings settings) {
    this.settings = settings;
    this.boards = Loopback.from("network", settings.network(), settings.boards());
    this.relayBoards = Loopback.from("relay-network", settings.relayNetwork(), relayBoards());
    checkNames("board-faults", settings.boardFaults(), boards().mapToObj(this::name).toList());
    checkNames("relay-faults", settings.relayFaults(), relays());
  }

  IntStream boards() {
    return IntStream.rangeClosed(1, settings.boards());
  }

  /** How many relay boards there are. */
  int relayBoards() {
    return (settings.boards() + Relays.PER_BOARD - 1) / Relays.PER_BOARD;
  }

  BoardId board(int number) {
    return new BoardId(name(number), boards.address(number), macAddress(number));
  }

  BoardFault boardFault(int number) {
    return fault(settings.boardFaults(), name(number), BoardFault.NONE);
  }

  InetSocketAddress relayBoard(int number) {
    return new InetSocketAddress(relayBoards.address(number), settings.relayPort());
  }

  RelayFault relayFault(int number) {
    return fault(settings.relayFaults(), relayName(number), RelayFault.NONE);
  }

  /** Where boards boot from. */
  InetSocketAddress tftpServer() {
    DriverAddress server = DriverAddress.parse("tftp://" + settings.tftpAddress());
    InetSocketAddress address = new InetSocketAddress(server.host(), server.portOr(69));
    if (address.isUnresolved()) {
      throw new IllegalArgumentException(
          "tftp-address: expected an IP address and a port, not '" + settings.tftpAddress() + "'");
    }
    return address;
  }

  /** The inventory of the rack. */
  List<InventoryRecord> records() {
    return boards().mapToObj(this::record).toList();
  }

  private InventoryRecord record(int number) {
    BoardId board = board(number);
    String address = board.address().getHostAddress();
    Device device =
        new Device(
            board.name(),
            address,
            board.macAddress(),
            "FAKE%06d".formatted(number),
            settings.board(),
            Map.of());
    return new InventoryRecord(
        number,
        device,
        settings.model(),
        "",
        Map.of(
            "power", relay(number),
            "agent", "sut://" + address + ":" + settings.agentPort(),
            "probe", FakeProbeFactory.NAME + "://" + address + ":" + settings.probePort()));
  }

  private String relay(int number) {
    int relay = (number - 1) % Relays.PER_BOARD;
    return "proxr://%s:%d/bank%d/relay%d"
        .formatted(
            relayBoards.address((number - 1) / Relays.PER_BOARD + 1).getHostAddress(),
            settings.relayPort(),
            relay / Relays.PER_BANK + 1,
            relay % Relays.PER_BANK + 1);
  }

  private String name(int number) {
    return settings.namePrefix() + ("%0" + settings.nameDigits() + "d").formatted(number);
  }

  private String macAddress(int number) {
    return "%012x".formatted(Long.parseLong(settings.firstMac(), 16) + number - 1);
  }

  private List<String> relays() {
    return IntStream.rangeClosed(1, relayBoards()).mapToObj(RackPlan::relayName).toList();
  }

  private static String relayName(int number) {
    return "relay-" + number;
  }

  private static <F> F fault(Map<String, F> faults, String name, F none) {
    return faults.getOrDefault(name, faults.getOrDefault(ALL, none));
  }

  private static void checkNames(String setting, Map<String, ?> faults, List<String> names) {
    for (String name : faults.keySet()) {
      if (!name.equals(ALL) && !names.contains(name)) {
        throw new IllegalArgumentException(
            setting + ": expected 'all' or one of " + names + ", not '" + name + "'");
      }
    }
  }
}
