package io.mozpool.dist.faults;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The boards of one member: the settings with which they run, and their rows.
 *
 * @param name the member's
 * @param number the member's, from 0
 * @param network the first two numbers of the boards' addresses
 * @param relayPort of the relay board, which has 32 relays
 */
record Rack(String name, int number, String network, int relayPort, int agentPort, int probePort) {

  static final int BOARDS = 8;

  /** Below {@code mozpool}: the rack, where it boots from, and times that fit its speed. */
  String settings(int webPort, int tftpPort) {
    return """
        lifecycle:
          pxe_power_cycling: 8s
          pxe_booting: 8s
          mobile_init_started: 8s
          self_test_running: 20s
          b2g_downloading: 8s
          b2g_extracting: 8s
          sut_verifying: 8s
          sut_sdcard_verifying: 15s
          finding_device: 2s
          contacting_lifeguard: 4s
          pending: 4s
        plugins:
          disabled: [example, ping]
          settings:
            proxr: { settle: 100ms }
            pxe: { listen: 127.0.0.1, tftp-port: %1$d }
            fake:
              boards: %2$d
              speed: 300
              server-url: http://127.0.0.1:%3$d
              tftp-address: 127.0.0.1:%1$d
              name-prefix: %4$s-
              name-digits: 1
              first-mac: %5$s
              network: %6$s
              relay-network: %7$s
              relay-port: %8$d
              agent-port: %9$d
              probe-port: %10$d
        """
        .formatted(
            tftpPort,
            BOARDS,
            webPort,
            name,
            mac(1),
            address(1),
            relayBoard(),
            relayPort,
            agentPort,
            probePort);
  }

  /** Rows for a table {@code devices} that has the hardware type 1. */
  List<String> inserts(String imagingServer) {
    return IntStream.rangeClosed(1, BOARDS)
        .mapToObj(
            board ->
                """
                insert into devices (name, fqdn, inventory_id, mac_address, hardware_type_id,
                  imaging_server_id, addresses, environment, state, state_counters, state_timeout,
                  state_since, boot_config)
                values ('%1$s-%2$d', '%3$s', %4$d, '%5$s', (select min(id) from hardware_types),
                  (select id from imaging_servers where fqdn = '%6$s'),
                  '{"power":"proxr://%7$s:%8$d/bank1/relay%2$d","agent":"sut://%3$s:%9$d","probe":"fake://%3$s:%10$d"}',
                  'any', 'new', '{}', utc_timestamp(6), utc_timestamp(6), '')
                """
                    .formatted(
                        name,
                        board,
                        address(board),
                        number * 100 + board,
                        mac(board),
                        imagingServer,
                        relayBoard(),
                        relayPort,
                        agentPort,
                        probePort))
        .toList();
  }

  private String mac(int board) {
    return "02fa4e%02x%04x".formatted(number, board);
  }

  private String address(int board) {
    return "%s.%d.%d".formatted(network, number, board);
  }

  private String relayBoard() {
    return "%s.%d.1".formatted(network, 100 + number);
  }
}
