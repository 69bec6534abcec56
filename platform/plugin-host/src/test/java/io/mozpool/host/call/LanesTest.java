package io.mozpool.host.call;

import static io.mozpool.host.call.CallRig.LONG;
import static io.mozpool.host.call.CallRig.SHORT;
import static io.mozpool.host.call.CallRig.assertAnswers;
import static io.mozpool.host.call.CallRig.failure;
import static io.mozpool.host.call.CallRig.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {

  private final CallRig rig = new CallRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void theDeadlineBeginsWhenTheLaneIsGranted() {
    Duration longer = SHORT.multipliedBy(3);
    var first = rig.calls.submit(rig.call("lane", "a", longer, LONG, deadline -> rig.block()));
    var second = rig.calls.submit(rig.call("lane", "b", SHORT, LONG, Deadline::remaining));

    assertThat(failure(first)).isInstanceOf(DriverException.class);
    assertThat(get(second)).isPositive();
  }

  @Test
  void cancellingAWaitingCallTakesItOutOfTheQueue() throws Exception {
    AtomicBoolean ran = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(1);
    var first = rig.calls.submit(rig.call("lane", "a", LONG, LONG, rig.begins(begun)));
    begun.await();
    var second =
        rig.calls.submit(rig.call("lane", "b", LONG, LONG, deadline -> ran.getAndSet(true)));
    var third = rig.calls.submit(rig.call("lane", "c", LONG, LONG, deadline -> "c"));

    second.cancel(true);
    rig.release.countDown();

    assertAnswers(first, "released");
    assertAnswers(third, "c");
    assertThat(ran).isFalse();
    assertAnswers(rig.calls.submit(rig.call("", "b", LONG, LONG, deadline -> "b")), "b");
  }

  @Test
  void callsOfOneLaneComeInTheirOrderAndNeverOverlap() {
    List<Integer> order = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger running = new AtomicInteger();
    var answers =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    rig.calls.submit(
                        rig.call(
                            "lane",
                            "device " + i,
                            LONG,
                            LONG,
                            deadline -> {
                              order.add(i);
                              int alone = running.incrementAndGet();
                              Thread.yield();
                              running.decrementAndGet();
                              return alone;
                            })))
            .toList();

    assertThat(answers).allSatisfy(answer -> assertThat(get(answer)).isEqualTo(1));
    assertThat(order).isEqualTo(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void callsOfOneSubjectNeverOverlapEvenWithoutALane() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    rig.calls.submit(rig.call("", "a", LONG, LONG, rig.begins(begun)));
    begun.await();

    var second = rig.calls.submit(rig.call("", "a", LONG, SHORT, deadline -> "second"));

    assertThat(failure(second)).hasMessage("a: not begun within 40 ms");
  }

  @Test
  void aWaitingCallHoldsNoThread() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    rig.calls.submit(rig.call("lane", "a", LONG, LONG, rig.begins(begun)));
    begun.await();
    for (int i = 0; i < 10; i++) {
      rig.calls.submit(rig.call("lane", "waits " + i, LONG, LONG, deadline -> "waited"));
    }

    assertAnswers(rig.calls.submit(rig.call("other", "b", LONG, LONG, deadline -> "b")), "b");
  }

  @Test
  void theIdleCallComesOnceAfterTheLastOfTheQueue() throws Exception {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch idled = new CountDownLatch(1);
    Runnable idle =
        () -> {
          done.add("idle");
          idled.countDown();
        };
    rig.calls.submit(
        new GuardedCall<>(rig.bound, "lane", "a", LONG, LONG, rig.begins(begun), idle));
    begun.await();
    for (String name : List.of("b", "c")) {
      rig.calls.submit(
          new GuardedCall<>(rig.bound, "lane", name, LONG, LONG, deadline -> done.add(name), idle));
    }

    rig.release.countDown();

    assertThat(idled.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done).containsExactly("b", "c", "idle");
  }

  @Test
  void anIdleCallThatHangsIsEnded() {
    Runnable hangs =
        () -> {
          try {
            rig.block();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    get(
        rig.calls.submit(
            new GuardedCall<>(rig.bound, "lane", "a", LONG, LONG, deadline -> 1, hangs)));

    assertAnswers(rig.calls.submit(rig.call("lane", "b", LONG, LONG, deadline -> "b")), "b");
  }

  @Test
  void whatHangsOnTheFutureDoesNotHoldTheLane() throws Exception {
    CountDownLatch attached = new CountDownLatch(1);
    CountDownLatch continued = new CountDownLatch(1);
    Operation<String> waits =
        deadline -> {
          attached.await();
          return "a";
        };
    rig.calls
        .submit(rig.call("lane", "a", LONG, LONG, waits))
        .thenRun(
            () -> {
              continued.countDown();
              rig.ignoreInterrupts();
            });
    attached.countDown();
    continued.await();

    assertAnswers(rig.calls.submit(rig.call("lane", "a", LONG, LONG, deadline -> "b")), "b");
  }
}
