package io.mozpool.cli.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The power cycle of a relay that does not do what it should. */
class OutletTest {

  private final List<String> done = new ArrayList<>();

  @Test
  void aCycleIsOffAndOn() throws Exception {
    Outlet.cycle(() -> done.add("off"), Duration.ZERO, () -> done.add("on"));

    assertThat(done).containsExactly("off", "on");
  }

  @Test
  void anOffWhoseAnswerIsLostIsFollowedByOn() {
    assertThatThrownBy(
            () -> Outlet.cycle(fails("off", Reason.TIMED_OUT), Duration.ZERO, () -> done.add("on")))
        .hasMessage("no off; as the device may have gone off, it was switched on");
    assertThat(done).containsExactly("off", "on");
  }

  @Test
  void aRelayThatWasNotReachedIsNotAskedAgain() {
    assertThatThrownBy(
            () ->
                Outlet.cycle(fails("off", Reason.UNREACHABLE), Duration.ZERO, () -> done.add("on")))
        .hasMessage("no off");
    assertThat(done).containsExactly("off");
  }

  @Test
  void aDeviceThatMayHaveStayedOffIsNamedSo() {
    assertThatThrownBy(
            () ->
                Outlet.cycle(() -> done.add("off"), Duration.ZERO, fails("on", Reason.UNREACHABLE)))
        .hasMessage("no on; the device may be off");
  }

  private Outlet.Switch fails(String half, Reason reason) {
    return () -> {
      done.add(half);
      throw new DriverException(reason, "no " + half);
    };
  }
}
