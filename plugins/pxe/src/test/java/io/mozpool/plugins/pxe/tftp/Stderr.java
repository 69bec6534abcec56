package io.mozpool.plugins.pxe.tftp;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** The log of a test, which goes to stderr. */
final class Stderr {

  private Stderr() {}

  /** What is written there meanwhile. */
  static String of(Runnable task) {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(written, true));
    try {
      task.run();
    } finally {
      System.setErr(stderr);
    }
    return written.toString();
  }
}
