package io.mozpool.lifecycle.request;

import static io.mozpool.lifecycle.request.RequestEffect.ASK_LIFEGUARD;
import static io.mozpool.lifecycle.request.RequestEffect.FIND_DEVICE;
import static io.mozpool.lifecycle.request.RequestEvent.LIFEGUARD_CONTACTED;
import static io.mozpool.lifecycle.request.RequestEvent.LIFEGUARD_REFUSED;
import static io.mozpool.lifecycle.request.RequestFact.*;
import static io.mozpool.lifecycle.request.RequestState.*;
import static io.mozpool.lifecycle.request.RequestWrite.RELEASE_DEVICE;
import static io.mozpool.lifecycle.request.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import io.mozpool.lifecycle.Transition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ContactingLifeguardTest {

  @Test
  void deviceThatIsNoLongerReadyIsReleased() {
    Transition<RequestWrite, RequestEffect> lost = request(CONTACT_LIFEGUARD, ANY_DEVICE).timeout();
    assertThat(lost.path())
        .containsExactly("contact_lifeguard", "contacting_lifeguard", "finding_device");
    assertThat(lost.writes()).containsExactly(RELEASE_DEVICE);
    assertThat(lost.effects()).containsExactly(FIND_DEVICE);
  }

  @Test
  void serverThatDoesNotAnswerIsAskedFiveTimes() {
    Play<RequestFact, RequestWrite, RequestEffect> request =
        request(CONTACT_LIFEGUARD, HOLDS_READY_DEVICE);
    assertThat(request.timeout().effects()).containsExactly(ASK_LIFEGUARD);
    for (int failure = 1; failure <= 4; failure++) {
      assertThat(request.timeout().effects()).containsExactly(ASK_LIFEGUARD);
    }
    Transition<RequestWrite, RequestEffect> failed = request.timeout();
    assertThat(failed.to()).isEqualTo("failed_device_not_found");
    assertThat(failed.writes()).containsExactly(RELEASE_DEVICE);
    assertThat(request.counters()).isEmpty();
  }

  @Test
  void refusedDeviceIsReleasedAndFreeForTheNextAttempt() {
    Play<RequestFact, RequestWrite, RequestEffect> request =
        request(CONTACTING_LIFEGUARD, HOLDS_READY_DEVICE).having("finding_device", 1);
    Transition<RequestWrite, RequestEffect> refused = request.on(LIFEGUARD_REFUSED);
    assertThat(refused.to()).isEqualTo("finding_device");
    assertThat(refused.writes()).containsExactly(RELEASE_DEVICE);
  }

  @Test
  void refusedDeviceThatIsNotReadyIsBusy() {
    assertThat(request(CONTACTING_LIFEGUARD).having("finding_device", 1).on(LIFEGUARD_REFUSED).to())
        .isEqualTo("failed_device_busy");
  }

  @Test
  void answerThatTheDeviceIsAtWorkLeadsToWaiting() {
    Play<RequestFact, RequestWrite, RequestEffect> request =
        request(CONTACTING_LIFEGUARD, HOLDS_READY_DEVICE).having("contacting_lifeguard", 2);
    assertThat(request.on(LIFEGUARD_CONTACTED).dueIn()).contains(Duration.ofSeconds(60));
    assertThat(request.state()).isEqualTo("pending");
    assertThat(request.count("contacting_lifeguard")).isEqualTo(2);
  }

  @Test
  void serverThatTakesOverAsksAgain() {
    assertThat(request(CONTACTING_LIFEGUARD, HOLDS_READY_DEVICE).asksAgain())
        .containsExactly(ASK_LIFEGUARD);
    assertThat(request(CONTACTING_LIFEGUARD).asksAgain()).isEmpty();
  }
}
