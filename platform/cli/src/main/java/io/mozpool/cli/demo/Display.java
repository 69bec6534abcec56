package io.mozpool.cli.demo;

import io.mozpool.cli.server.Distribution;
import io.mozpool.cli.terminal.SafeWriter;
import java.io.PrintWriter;

/** Shows the pool to the user, view by view. */
interface Display {

  void show(View view);

  /** A live table on a terminal, plain lines elsewhere. */
  static Display on(PrintWriter out) {
    return Distribution.onTerminal() ? new LiveTable(SafeWriter.raw(out)) : new PlainLines(out);
  }
}
