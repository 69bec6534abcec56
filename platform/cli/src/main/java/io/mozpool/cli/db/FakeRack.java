package io.mozpool.cli.db;

/**
 * A rack of fake boards, numbered from 1: where its parts are, and the settings with which a server
 * runs it.
 *
 * @param boards how many
 * @param port of the server's HTTP
 * @param relayPort of the relay boards, the first of which is at localhost
 */
record FakeRack(int boards, int port, int relayPort) {

  private static final int RELAYS_PER_BANK = 8;
  private static final int RELAYS_PER_BOARD = 32;

  // Not the standard one, which takes a right that an ordinary user does not have.
  private static final int TFTP_PORT = 6969;
  private static final int AGENT_PORT = 20701;
  private static final int PROBE_PORT = 20702;

  String server() {
    return "localhost:" + port;
  }

  String name(int board) {
    return "device" + board;
  }

  /** Counted from 0. */
  String macAddress(int board) {
    return "%012x".formatted(board - 1);
  }

  /** In the form of the column {@code relay_info}. */
  String relay(int board) {
    int relay = (board - 1) % RELAYS_PER_BOARD;
    return "%s:bank%d:relay%d"
        .formatted(
            relayBoard((board - 1) / RELAYS_PER_BOARD + 1),
            relay / RELAYS_PER_BANK + 1,
            relay % RELAYS_PER_BANK + 1);
  }

  /** Where agent and probe answer, as JSON: the boards' host names are no one's. */
  String addresses(int board) {
    String host = loopback(64, board);
    return "{\"agent\":\"sut://%1$s:%2$d\",\"probe\":\"fake://%1$s:%3$d\"}"
        .formatted(host, AGENT_PORT, PROBE_PORT);
  }

  int relayBoards() {
    return (boards + RELAYS_PER_BOARD - 1) / RELAYS_PER_BOARD;
  }

  /** Host and port of a relay board. */
  String relayBoard(int number) {
    return (number == 1 ? "localhost" : loopback(0, number)) + ":" + relayPort;
  }

  String yaml() {
    return """
        mozpool:
          fqdn: %1$s
          port: %2$d
          plugins:
            settings:
              fake:
                start: true
                boards: %3$d
                speed: 60  # times faster than life
                server-url: http://127.0.0.1:%2$d
                tftp-address: 127.0.0.1:%4$d
                network: 127.64.0.1
                agent-port: %5$d
                probe-port: %6$d
                relay-network: 127.0.0.1
                relay-port: %7$d
                name-prefix: device
                name-digits: 1
                first-mac: 000000000000
              proxr:
                settle: 520ms  # a relay board rests at that speed, and the machine may be busy
              pxe:
                listen: 127.0.0.1
                tftp-port: %4$d
        """
        .formatted(server(), port, boards, TFTP_PORT, AGENT_PORT, PROBE_PORT, relayPort);
  }

  /** The address of that number in 127.x/16. */
  private static String loopback(int x, int number) {
    return "127.%d.%d.%d".formatted(x, number >> 8, number & 255);
  }
}
