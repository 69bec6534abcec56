package io.mozpool.lifecycle.request;

import static io.mozpool.lifecycle.request.RequestState.*;
import static io.mozpool.lifecycle.request.RequestWrite.RELEASE_DEVICE;
import static io.mozpool.lifecycle.request.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Named;
import io.mozpool.lifecycle.Play;
import io.mozpool.lifecycle.Transition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClosingTest {

  @ParameterizedTest
  @EnumSource(
      value = RequestState.class,
      names = {
        "FAILED_DEVICE_NOT_FOUND",
        "FAILED_BAD_IMAGE",
        "FAILED_BAD_DEVICE",
        "FAILED_DEVICE_BUSY",
        "CLOSED"
      })
  void requestThatIsOverStaysAsItIs(RequestState state) {
    assertThat(request(state).accepts("close")).isFalse();
    assertThat(request(state).accepts("expire")).isFalse();
    assertThat(request(state).timeout().writes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestState.class,
      names = {
        "NEW",
        "FINDING_DEVICE",
        "CONTACT_LIFEGUARD",
        "CONTACTING_LIFEGUARD",
        "PENDING",
        "READY",
        "EXPIRED"
      })
  void openRequestIsClosedAndItsDeviceReleased(RequestState state) {
    for (String event : new String[] {"close", "expire"}) {
      Transition<RequestWrite, RequestEffect> closed = request(state).on(event);
      assertThat(closed.path()).containsExactly(state.wireName(), "closed");
      assertThat(closed.writes()).containsExactly(RELEASE_DEVICE);
      assertThat(closed.effects()).isEmpty();
      assertThat(closed.dueIn()).isEmpty();
    }
  }

  @Test
  void requestInAStateThatIsNotKnownCanOnlyBeClosed() {
    Named waiting = () -> "waiting";
    Play<RequestFact, RequestWrite, RequestEffect> request = request(waiting);
    assertThat(request.accepts("lifeguard_finished")).isFalse();
    assertThat(request.timeout().changesState()).isFalse();
    assertThat(request.on("close").path()).containsExactly("waiting", "closed");
  }

  @Test
  void newRequestIsDueOnlyWhenItHasBeenTold() {
    assertThat(request(NEW).force(NEW).dueIn()).isEmpty();
  }
}
