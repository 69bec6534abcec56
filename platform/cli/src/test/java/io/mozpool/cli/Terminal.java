package io.mozpool.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** Calls commands as a user would, and keeps what they print. */
final class Terminal {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Answers the exit code. */
  int call(String... arguments) {
    CommandLine mozpool =
        Mozpool.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return mozpool.execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
