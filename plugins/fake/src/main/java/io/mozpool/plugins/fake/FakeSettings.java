package io.mozpool.plugins.fake;

import io.mozpool.plugin.Setting;
import io.mozpool.plugins.fake.board.BoardFault;
import io.mozpool.plugins.fake.board.Odds;
import io.mozpool.plugins.fake.relay.RelayFault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The settings of the rack. */
public record FakeSettings(
    @Setting(value = "How many boards the rack has", defaultValue = "10") int boards,
    @Setting(
            value =
                "Whether the rack runs in this process; false where `mozpool rack` runs it in one"
                    + " of its own",
            defaultValue = "false")
        boolean start,
    @Setting(
            value =
                "How many times faster than life boards and relay boards are: at 60 a minute takes"
                    + " a second",
            defaultValue = "1")
        double speed,
    @Setting(
            value = "The start of all random numbers, to repeat a run; 0 is a new one every time",
            defaultValue = "0")
        long seed,
    @Setting(
            value = "The server that boards send their events to, on this machine",
            defaultValue = "http://127.0.0.1:8010")
        URI serverUrl,
    @Setting(
            value = "IP address and port of the TFTP server that boards boot from",
            defaultValue = "127.0.0.1:69")
        String tftpAddress,
    @Setting(
            value = "The first board's address; each board has one of its own, all in 127/8",
            defaultValue = "127.64.0.1")
        String network,
    @Setting(
            value = "The first relay board's address; there is one for every 32 boards",
            defaultValue = "127.65.0.1")
        String relayNetwork,
    @Setting(value = "The relay boards' TCP port", defaultValue = "2101") int relayPort,
    @Setting(value = "The agents' TCP port", defaultValue = "20701") int agentPort,
    @Setting(value = "The UDP port on which boards answer probes", defaultValue = "20702")
        int probePort,
    @Setting(
            value = "How long a relay board rests after a connection, before `speed`",
            defaultValue = "1s")
        Duration relayRest,
    @Setting(
            value = "What the boards' names begin with: fake-0001, fake-0002",
            defaultValue = "fake-")
        String namePrefix,
    @Setting(value = "How many digits follow at least: 1 for fake-1, fake-2", defaultValue = "4")
        int nameDigits,
    @Setting(
            value = "The first board's MAC address; the others' follow it",
            defaultValue = "02fa4e000001")
        String firstMac,
    @Setting(value = "The type of the boards' hardware type", defaultValue = "panda") String board,
    @Setting(value = "The model of the boards' hardware type", defaultValue = "ES Rev B2")
        String model,
    @Setting("How probable failures are, by step") Odds failures,
    @Setting("What is wrong with boards, by their name; `all` for all the others")
        Map<String, BoardFault> boardFaults,
    @Setting("What is wrong with relay boards: relay-1, relay-2; `all` for all the others")
        Map<String, RelayFault> relayFaults) {

  public FakeSettings {
    if (boards < 0 || boards > 0xFFFFFF) {
      throw new IllegalArgumentException("boards: expected 0 to 16777215, not " + boards);
    }
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed: expected more than 0, not " + speed);
    }
    for (int port : new int[] {relayPort, agentPort, probePort}) {
      if (port < 1 || port > 65535) {
        throw new IllegalArgumentException("expected ports from 1 to 65535, not " + port);
      }
    }
    if (!"http".equals(serverUrl.getScheme()) || serverUrl.getHost() == null) {
      throw new IllegalArgumentException(
          "server-url: expected http://host[:port], not '" + serverUrl + "'");
    }
    if (!namePrefix.matches("[A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "name-prefix: expected letters, digits, '.', '_' and '-', not '" + namePrefix + "'");
    }
    if (nameDigits < 1 || nameDigits > 9) {
      throw new IllegalArgumentException("name-digits: expected 1 to 9, not " + nameDigits);
    }
    if (!firstMac.matches("[0-9a-f]{12}")
        || Long.parseLong(firstMac, 16) > 0xFFFF_FFFF_FFFFL - boards) {
      throw new IllegalArgumentException(
          "first-mac: expected 12 lower-case hexadecimal digits with room for %d boards, not '%s'"
              .formatted(boards, firstMac));
    }
    boardFaults = Map.copyOf(boardFaults);
    relayFaults = Map.copyOf(relayFaults);
  }
}
