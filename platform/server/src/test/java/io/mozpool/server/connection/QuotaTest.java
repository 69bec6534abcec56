package io.mozpool.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.mozpool.server.LogCapture;
import io.mozpool.server.connection.Quota.Bound;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaTest {

  private final AtomicLong nanos = new AtomicLong();
  private final Quota quota =
      new Quota(
          "connections", Map.of(Bound.ADDRESS, 2, Bound.ALL, 3), "mozpool.connections", nanos::get);

  @Test
  void anAddressHasNoMoreThanItsShare() {
    quota.take(address(1));
    quota.take(address(1));

    assertThat(quota.take(address(1)))
        .hasValue(
            "2 connections of 10.0.0.1 are open, which is all that"
                + " mozpool.connections-per-address allows");
    assertThat(quota.take(address(2))).isEmpty();
    quota.giveBack(address(1));
    assertThat(quota.take(address(1))).isEmpty();
    assertThat(quota.taken()).isEqualTo(3);
    assertThat(quota.refused(Bound.ADDRESS)).isEqualTo(1);
  }

  @Test
  void allTogetherHaveNoMoreThanThereIs() {
    quota.take(address(1));
    quota.take(address(2));
    quota.take(address(3));

    assertThat(quota.take(address(4)))
        .hasValue("3 connections are open, which is all that mozpool.connections allows");
    assertThat(quota.refused(Bound.ALL)).isEqualTo(1);
    assertThat(quota.refused(Bound.ADDRESS)).isZero();
  }

  @Test
  void refusalsAreLoggedOnceAMinute() {
    quota.take(address(1));
    quota.take(address(1));
    try (LogCapture log = new LogCapture()) {
      quota.take(address(1));
      quota.take(address(1));
      nanos.addAndGet(Duration.ofSeconds(59).toNanos());
      quota.take(address(1));
      assertThat(log.messages(Level.WARN)).hasSize(1);
      assertThat(log.messages(Level.WARN).get(0)).contains("mozpool.connections-per-address");

      nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      quota.take(address(1));
      assertThat(log.messages(Level.WARN)).hasSize(2);
    }
  }

  private static InetAddress address(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
