package io.mozpool.server.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ComingUpTest {

  private final ComingUp comingUp = new ComingUp();
  private final List<String> done = new ArrayList<>();

  @Test
  void anEventThatOvertakesTheRelaysAnswerWaits() {
    comingUp.begin(7);

    CompletableFuture<String> event = tell(7, "mobile_init_started");

    assertThat(done).isEmpty();
    assertThat(event).isNotDone();
    comingUp.end(7);
    assertThat(done).containsExactly("mobile_init_started");
    assertThat(event).isCompletedWithValue("mobile_init_started");
  }

  @Test
  void aNewPowerCycleLetsGoOfWhoWaitsForTheOldOne() {
    comingUp.begin(7);
    tell(7, "old");

    comingUp.begin(7);

    assertThat(done).containsExactly("old");
    tell(7, "new");
    assertThat(done).containsExactly("old");
    comingUp.end(7);
    assertThat(done).containsExactly("old", "new");
  }

  @Test
  void eventsAreLetGoInTheOrderInWhichTheyCame() {
    comingUp.begin(7);
    List.of("first", "second", "third").forEach(event -> tell(7, event));

    comingUp.end(7);

    assertThat(done).containsExactly("first", "second", "third");
  }

  @Test
  void anEventWaitsUntilTheOneBeforeItIsHandled() {
    CompletableFuture<String> handled = new CompletableFuture<>();
    comingUp.begin(7);
    comingUp.then(7, () -> handled);
    tell(7, "second");

    comingUp.end(7);
    tell(7, "third");

    assertThat(done).isEmpty();
    assertThat(comingUp.isAwaited(7)).isTrue();
    handled.complete("first");
    assertThat(done).containsExactly("second", "third");
    assertThat(comingUp.isAwaited(7)).isFalse();
  }

  @Test
  void anEventThatFailsLetsTheNextOneGo() {
    comingUp.begin(7);
    CompletableFuture<String> failed =
        comingUp.then(7, () -> CompletableFuture.failedFuture(new IllegalStateException("no")));
    tell(7, "second");

    comingUp.end(7);

    assertThat(failed).isCompletedExceptionally();
    assertThat(done).containsExactly("second");
  }

  @Test
  void thoseThatWaitForAnOldAnswerGoAheadOfThoseThatWaitForTheNew() {
    CompletableFuture<String> handled = new CompletableFuture<>();
    comingUp.begin(7);
    comingUp.then(7, () -> handled);
    comingUp.begin(7);
    tell(7, "new");

    comingUp.end(7);

    assertThat(done).isEmpty();
    handled.complete("old");
    assertThat(done).containsExactly("new");
  }

  @Test
  void anEventOfAnotherDeviceDoesNotWait() {
    comingUp.begin(7);

    tell(8, "other");

    assertThat(done).containsExactly("other");
  }

  @Test
  void afterTheAnswerNothingWaits() {
    comingUp.begin(7);
    comingUp.end(7);
    comingUp.end(7);

    tell(7, "late");

    assertThat(done).containsExactly("late");
  }

  private CompletableFuture<String> tell(long device, String event) {
    return comingUp.then(
        device,
        () -> {
          done.add(event);
          return CompletableFuture.completedFuture(event);
        });
  }
}
