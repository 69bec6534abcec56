package io.mozpool.host.call;

import static io.mozpool.host.call.CallRig.LONG;
import static io.mozpool.host.call.CallRig.SHORT;
import static io.mozpool.host.call.CallRig.assertAnswers;
import static io.mozpool.host.call.CallRig.failure;
import static io.mozpool.host.call.CallRig.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.host.PluginBugException;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.time.ManualTime;
import io.mozpool.time.Threads;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class GuardedCallsTest {

  private final CallRig rig = new CallRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theDeadlineInterruptsTheCallAndClosesWhatIsOpen() {
    CountDownLatch closed = new CountDownLatch(1);

    var answer =
        rig.calls.submit(
            rig.call(
                "",
                "a",
                SHORT,
                LONG,
                deadline -> {
                  deadline.closeOnExpiry(closed::countDown);
                  return rig.block();
                }));

    assertThat(failure(answer))
        .isInstanceOfSatisfying(
            DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT))
        .hasMessageStartingWith("a: ended by its deadline")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(closed.getCount()).isZero();
  }

  /** As in a machine that was suspended: its timers are late. */
  @Test
  void aCallWhoseWindowIsOverIsNotBegun() {
    CountDownLatch begun = new CountDownLatch(1);
    try (GuardedCalls late =
        new GuardedCalls(
            new ManualTime(), Threads.ofProcess(), Tolerances.standard(), rig.completions)) {

      var answer = late.submit(rig.call("", "a", LONG, LONG.negated(), rig.begins(begun)));

      assertThat(failure(answer))
          .isInstanceOfSatisfying(
              DriverException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIMED_OUT))
          .hasMessageStartingWith("a: not begun within");
      assertThat(begun.getCount()).isEqualTo(1);
    }
  }

  @Test
  void aCallThatDoesNotReturnKeepsItsLaneAndNothingElse() throws Exception {
    var hung =
        rig.calls.submit(rig.call("lane", "hung", SHORT, LONG, deadline -> rig.ignoreInterrupts()));

    assertThat(failure(hung)).hasMessage("hung: has not returned after its deadline");
    assertThat(rig.calls.stuck())
        .singleElement()
        .asString()
        .startsWith("plugin relay: 'hung' runs since ");
    assertThat(failure(rig.calls.submit(rig.call("lane", "b", LONG, SHORT, deadline -> "b"))))
        .hasMessage("b: not begun within 40 ms");
    assertAnswers(rig.calls.submit(rig.call("other", "c", LONG, LONG, deadline -> "c")), "c");

    var next = rig.calls.submit(rig.call("lane", "d", LONG, LONG, deadline -> "d"));
    rig.release.countDown();
    assertAnswers(next, "d");
    assertThat(rig.calls.stuck()).isEmpty();
  }

  @Test
  void theWindowBoundsTheOperationToo() {
    Duration window = Duration.ofMillis(500); // begun well within it on the busiest machine
    var answer = rig.calls.submit(rig.call("", "a", LONG, window, deadline -> rig.block()));
    assertThat(failure(answer)).hasMessageStartingWith("a: ended by its deadline");
  }

  @Test
  void aDriversFailureComesAsItIsThrown() {
    DriverException refused = new DriverException(Reason.REFUSED, "no");
    assertThat(failure(rig.calls.submit(rig.call("lane", "a", LONG, LONG, CallRig.fails(refused)))))
        .isSameAs(refused);
  }

  @Test
  void anythingElseIsABugOfThePlugin() {
    Operation<String> bug =
        deadline -> {
          throw new StackOverflowError("deep");
        };
    assertThat(failure(rig.calls.submit(rig.call("lane", "a", LONG, LONG, bug))))
        .isInstanceOf(PluginBugException.class)
        .hasMessage("bug of plugin relay: a: java.lang.StackOverflowError: deep");
    assertAnswers(rig.calls.submit(rig.call("lane", "b", LONG, LONG, deadline -> "b")), "b");
  }

  @Test
  void cancellingARunningCallEndsIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    var first = rig.calls.submit(rig.call("lane", "a", LONG, LONG, rig.begins(begun)));
    begun.await();

    first.cancel(true);

    assertAnswers(rig.calls.submit(rig.call("lane", "b", LONG, LONG, deadline -> "b")), "b");
  }

  @Test
  void anInterruptDoesNotReachTheNextCallOfTheThread() {
    for (int i = 0; i < 4; i++) {
      Operation<Boolean> leavesItsInterrupt =
          deadline -> {
            Thread.currentThread().interrupt();
            return true;
          };
      get(rig.calls.submit(rig.call("lane", "a", LONG, LONG, leavesItsInterrupt)));
      var next =
          rig.calls.submit(rig.call("lane", "b", LONG, LONG, deadline -> Thread.interrupted()));
      assertThat(get(next)).isFalse();
    }
  }

  @Test
  void pluginCodeRunsWithItsLoaderOnANamedThread() {
    var context =
        rig.calls.submit(
            rig.call(
                "lane",
                "a",
                LONG,
                LONG,
                deadline -> Thread.currentThread().getContextClassLoader()));
    var name =
        rig.calls.submit(
            rig.call("lane", "a", LONG, LONG, deadline -> Thread.currentThread().getName()));

    assertThat(get(context)).isSameAs(rig.loader);
    assertAnswers(name, "mozpool-call a");
  }

  @Test
  void closingCancelsWhatRunsAndWhatWaits() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    var running = rig.calls.submit(rig.call("lane", "a", LONG, LONG, rig.begins(begun)));
    var waiting = rig.calls.submit(rig.call("lane", "b", LONG, LONG, deadline -> "b"));
    begun.await();

    rig.calls.close();

    assertThat(running).isCancelled();
    assertThat(waiting).isCancelled();
    assertThat(rig.calls.submit(rig.call("", "c", LONG, LONG, deadline -> "c"))).isCancelled();
  }
}
