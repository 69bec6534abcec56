package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.boot.BootServerFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ClosingTest {

  private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

  @Test
  void theLastOneIsClosedFirstAndAFailureHoldsUpNobody() {
    AutoCloseable fails =
        () -> {
          closed.add("fails");
          throw new LinkageError("no class");
        };

    new Closing(Patience.standard())
        .drivers(List.of(made(() -> closed.add("first")), made(fails), made("nothing to close")));

    assertThat(closed).containsExactly("fails", "first");
  }

  @Test
  @Timeout(20)
  void whatDoesNotComeBackTakesLittleTimeHoweverOftenItIsThere() {
    Duration hour = Duration.ofHours(1);
    Duration moment = Duration.ofMillis(50);
    CountDownLatch never = new CountDownLatch(1);
    AutoCloseable hangs = () -> ignoringInterrupts(never);
    List<Contribution> all = new ArrayList<>(List.of(made(() -> closed.add("first"))));
    all.addAll(Collections.nCopies(100, made(hangs)));

    new Closing(new Patience(hour, hour, moment, moment.multipliedBy(2))).drivers(all);

    await().untilAsserted(() -> assertThat(closed).containsExactly("first"));
    never.countDown();
  }

  private static void ignoringInterrupts(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // that is what a bad plugin does
      }
    }
  }

  private Contribution made(AutoCloseable driver) {
    return made((Object) driver);
  }

  private Contribution made(Object driver) {
    ClassLoader loader = getClass().getClassLoader();
    return new Contribution(BootServerFactory.class, "x", new Bound<>(driver, "plugin", loader));
  }
}
