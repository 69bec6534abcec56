package io.mozpool.plugins.pxe.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.testkit.ManualClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SparingLogTest {

  @Test
  void warnsOnceAMinuteAndCountsTheRest() {
    ManualClock clock = new ManualClock();
    SparingLog log = new SparingLog(clock);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream stderr = System.err;
    System.setErr(new PrintStream(written, true));
    try {
      log.warn("first", new IOException("down"));
      log.warn("second", new IOException("down"));
      clock.tick(Duration.ofSeconds(59));
      log.warn("third", new IOException("down"));
      clock.tick(Duration.ofSeconds(1));
      log.warn("fourth", new IOException("down"));
    } finally {
      System.setErr(stderr);
    }
    assertThat(written.toString().lines().filter(line -> line.contains("WARN")))
        .satisfiesExactly(
            line -> assertThat(line).contains("first"),
            line -> assertThat(line).contains("fourth (2 more"));
  }
}
