package io.mozpool.cli.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports that nobody has, TCP nor UDP. */
final class FreePorts {

  /** Below those that the system gives to connections, so that one found stays free. */
  private static final int FIRST = 20_000;

  private static final int END = 32_000;

  private FreePorts() {}

  static int next() {
    return ThreadLocalRandom.current()
        .ints(FIRST, END)
        .filter(FreePorts::isFree)
        .findFirst()
        .getAsInt();
  }

  private static boolean isFree(int port) {
    try (ServerSocket tcp = new ServerSocket(port);
        DatagramSocket udp = new DatagramSocket(port)) {
      return tcp.isBound() && udp.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
