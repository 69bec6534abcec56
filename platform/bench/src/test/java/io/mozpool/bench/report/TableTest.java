package io.mozpool.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people are shown. */
class TableTest {

  private final String text = Table.text(Example.report());

  @Test
  void aRowWithFaultsIsMissedAndTheyAreNamed() {
    assertThat(text.lines().filter(line -> line.startsWith("watch  ")).findFirst().orElseThrow())
        .endsWith("missed");
    assertThat(text).contains("  FAULT devices not ready: 3\n");
  }

  @Test
  void figuresStandBelowTheirHeadings() {
    assertThat(text.lines().limit(3))
        .containsExactly(
            "row        devices    measured         target  of bare  p50/p99 ms "
                + " server+db+bench+others",
            "events-16   10,000     3,457/s  3,000/s, 30 %     43 %   4.5/20.25 "
                + "              1.00+0.13  reached",
            "watch       10,000  0.25 cores   <= 0.5 cores                      "
                + "              1.00+0.13  missed");
  }

  @Test
  void rowsAreExplainedAndComparedWithBareCommits() {
    assertThat(text)
        .contains("events-16: events that change a state: ")
        .contains(". 16 clients, closed loop, keep-alive.\n")
        .contains("  bare commits, 16 clients: 8,000/s\n")
        .contains("The slowest row of requests has 95 % of the fastest; at least 80 % are wanted.")
        .contains("The generator itself gets 55,292 answers/s of a server that does nothing.")
        .endsWith("mozpool: 1.0.0\nmachine: {cores=2}\n");
  }
}
