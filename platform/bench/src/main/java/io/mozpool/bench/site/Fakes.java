package io.mozpool.bench.site;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fake boards that run an image, at the speed of life, in racks that are processes of their own.
 */
final class Fakes implements AutoCloseable {

  /** A board takes two open files, and a process may often have no more than 20,000. */
  private static final int BOARDS_PER_RACK = 5_000;

  private static final int AGENT_PORT = 20701;
  private static final int PROBE_PORT = 20702;
  private static final int RELAY_PORT = 20703;

  private final List<Child> racks = new ArrayList<>();

  private Fakes() {}

  /** Starts them and waits until they are up: about a minute. */
  static Fakes start(Launcher launcher, int boards) throws BenchException, InterruptedException {
    Fakes fakes = new Fakes();
    try {
      for (int first = 1; first <= boards; first += BOARDS_PER_RACK) {
        int count = Math.min(BOARDS_PER_RACK, boards - first + 1);
        fakes.racks.add(rack(launcher, first, count));
      }
      for (int i = 0; i < fakes.racks.size(); i++) {
        int first = i * BOARDS_PER_RACK + 1;
        int last = Math.min(boards, first + BOARDS_PER_RACK - 1);
        fakes.racks.get(i).awaitReady(() -> answers(first) && answers(last));
      }
      return fakes;
    } catch (BenchException | InterruptedException e) {
      fakes.close();
      throw e;
    }
  }

  /** Where a board's agent and probe are, as JSON. */
  static String addresses(int board) {
    String host = Devices.loopback(96, board);
    return "{\"agent\":\"sut://%1$s:%2$d\",\"probe\":\"fake://%1$s:%3$d\"}"
        .formatted(host, AGENT_PORT, PROBE_PORT);
  }

  @Override
  public void close() {
    racks.forEach(Child::close);
  }

  private static Child rack(Launcher launcher, int first, int boards) throws BenchException {
    String name = "rack-" + first;
    String cards =
        IntStream.rangeClosed(1, boards).mapToObj(i -> "card " + i + " b2g\n").collect(joining());
    launcher.scratch().write(name + "/plugins/fake/rack.txt", cards);
    String settings =
        """
        mozpool:
          data: %s
          plugins:
            settings:
              fake:
                boards: %d
                network: %s
                relay-network: %s
                agent-port: %d
                probe-port: %d
                relay-port: %d
        """
            .formatted(
                name,
                boards,
                Devices.loopback(96, first),
                Devices.loopback(97, first),
                AGENT_PORT,
                PROBE_PORT,
                RELAY_PORT);
    return launcher.start("rack", name, settings, "");
  }

  private static boolean answers(int board) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(InetAddress.getByName(Devices.loopback(96, board)), PROBE_PORT);
      socket.setSoTimeout(1_000);
      socket.send(new DatagramPacket(new byte[] {1}, 1));
      socket.receive(new DatagramPacket(new byte[1], 1));
      return true;
    }
  }
}
