package io.mozpool.host.call;

import static io.mozpool.host.call.CallRig.LONG;
import static io.mozpool.host.call.CallRig.SHORT;
import static io.mozpool.host.call.CallRig.failure;
import static io.mozpool.host.call.CallRig.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.host.call.CallRig.Heard;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is heard of calls. */
@Timeout(20)
class CallListenerTest {

  private final CallRig rig = new CallRig();
  private final Heard heard = rig.heard;

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void everyEndHasItsOutcome() throws Exception {
    get(rig.calls.submit(rig.call("lane", "a", LONG, LONG, deadline -> "fine")));
    DriverException refusal = new DriverException(Reason.REFUSED, "no");
    failure(rig.calls.submit(rig.call("", "b", LONG, LONG, CallRig.fails(refusal))));
    failure(rig.calls.submit(rig.call("", "c", SHORT, LONG, deadline -> rig.block())));
    failure(
        rig.calls.submit(
            rig.call(
                "",
                "d",
                LONG,
                LONG,
                deadline -> {
                  throw new IllegalStateException("oops");
                })));
    CountDownLatch begun = new CountDownLatch(1);
    var cancelled = rig.calls.submit(rig.call("", "e", LONG, LONG, rig.begins(begun)));
    begun.await();
    cancelled.cancel(true);

    assertThat(heard.ends())
        .containsExactly(
            "relay lane ok",
            "relay  refused",
            "relay  timed_out",
            "relay  bug",
            "relay  cancelled");
  }

  @Test
  void theTimeInALanesQueueIsHeardWhereThereIsALane() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    var first = rig.calls.submit(rig.call("lane", "a", LONG, LONG, rig.begins(begun)));
    begun.await();
    var second = rig.calls.submit(rig.call("lane", "b", LONG, LONG, deadline -> "b"));
    var free = rig.calls.submit(rig.call("", "c", LONG, LONG, deadline -> "c"));
    get(free);
    failure(rig.calls.submit(rig.call("", "d", SHORT, LONG, deadline -> rig.block())));
    rig.release.countDown();
    get(first);
    get(second);

    assertThat(heard.waits()).hasSize(2);
    assertThat(heard.waits().get(1)).isGreaterThanOrEqualTo(SHORT);
  }
}
