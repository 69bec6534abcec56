package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.device.StateCache.Cached;
import io.mozpool.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StateCacheTest {

  private final ManualClock clock = new ManualClock();
  private final StateCache cache = new StateCache(clock);

  @Test
  void whatNobodyPutIsNotThere() {
    assertThat(cache.get("device1")).isEmpty();
  }

  @Test
  void aStateIsForgottenAfterFiveSeconds() {
    cache.put("device1", "ready");

    clock.tick(Duration.ofMillis(4_999));
    assertThat(cache.get("device1")).map(Cached::state).contains("ready");
    clock.tick(Duration.ofMillis(1));
    assertThat(cache.get("device1")).isEmpty();
  }
}
