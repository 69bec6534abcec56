package io.mozpool.host.call;

import static io.mozpool.host.call.CallRig.LONG;
import static io.mozpool.host.call.CallRig.assertAnswers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.DriverException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that may be made only as long as this server holds a lease. */
@Timeout(20)
class PermitTest {

  private final CallRig rig = new CallRig();
  private volatile boolean permitted = true;

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aCallThatWaitedForItsLaneWhileThePermitEndedIsNotBegun() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    var first = rig.calls.submit(rig.call("lane", "a", LONG, LONG, rig.begins(begun)));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    CountDownLatch called = new CountDownLatch(1);
    var second = submit("b", rig.begins(called));

    permitted = false;
    rig.release.countDown();

    assertAnswers(first, "released");
    assertCancelled(second);
    assertThat(called.getCount()).isEqualTo(1);
  }

  @Test
  void theNextLookAtTheDeadlineEndsTheCall() {
    CountDownLatch closed = new CountDownLatch(1);
    CountDownLatch closedLater = new CountDownLatch(1);
    CompletableFuture<Throwable> seen = new CompletableFuture<>();

    var answer =
        submit(
            "a",
            deadline -> {
              deadline.closeOnExpiry(closed::countDown);
              deadline.remaining();
              permitted = false;
              deadline.closeOnExpiry(closedLater::countDown);
              try {
                deadline.remainingMillis();
              } catch (DriverException e) {
                seen.complete(e);
                throw e;
              }
              return "commanded";
            });

    assertCancelled(answer);
    assertThat(seen).isCompleted();
    assertThat(closed.getCount()).isZero();
    assertThat(closedLater.getCount()).isZero();
  }

  @Test
  void theLaneIsFreeForTheNextOneAfterwards() {
    assertCancelled(
        submit(
            "a",
            deadline -> {
              permitted = false;
              deadline.remaining();
              return "commanded";
            }));

    assertAnswers(rig.calls.submit(rig.call("lane", "b", LONG, LONG, deadline -> "free")), "free");
  }

  @Test
  void aCallThatDoesNotLookAnyMoreComesToItsEnd() {
    var answer =
        submit(
            "a",
            deadline -> {
              permitted = false;
              return "commanded";
            });

    assertAnswers(answer, "commanded");
  }

  private CompletableFuture<String> submit(String subject, Operation<String> operation) {
    return rig.calls.submit(
        rig.call("lane", subject, LONG, LONG, operation).under(() -> permitted));
  }

  private static void assertCancelled(CompletableFuture<?> answer) {
    assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
        .isInstanceOf(CancellationException.class);
  }
}
