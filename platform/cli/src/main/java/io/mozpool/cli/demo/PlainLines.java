package io.mozpool.cli.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** A line for each step of a board or of the request. */
record PlainLines(PrintWriter out) implements Display {

  @Override
  public void show(View view) {
    for (Step step : view.news()) {
      out.printf(
          Locale.ROOT, "%7.1fs  %-12s %s%n", view.seconds(step.at()), step.who(), step.state());
    }
    out.flush();
  }
}
