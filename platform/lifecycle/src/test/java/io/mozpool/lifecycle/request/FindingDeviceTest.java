package io.mozpool.lifecycle.request;

import static io.mozpool.lifecycle.request.RequestEffect.FIND_DEVICE;
import static io.mozpool.lifecycle.request.RequestEvent.DEVICE_FOUND;
import static io.mozpool.lifecycle.request.RequestFact.*;
import static io.mozpool.lifecycle.request.RequestState.*;
import static io.mozpool.lifecycle.request.RequestWrite.RELEASE_DEVICE;
import static io.mozpool.lifecycle.request.RequestWrite.TIE_DEVICE;
import static io.mozpool.lifecycle.request.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import io.mozpool.lifecycle.Transition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FindingDeviceTest {

  @Test
  void busyNamedDeviceFailsTheSecondAttempt() {
    Play<RequestFact, RequestWrite, RequestEffect> request = request(NEW);
    assertThat(request.on("find_device").to()).isEqualTo("finding_device");
    assertThat(request.timeout().path()).containsExactly("finding_device", "failed_device_busy");
  }

  @Test
  void failedNamedDeviceFailsTheFirstAttempt() {
    Transition<RequestWrite, RequestEffect> failed =
        request(NEW, NAMED_DEVICE_FAILED).on("find_device");
    assertThat(failed.path()).containsExactly("new", "finding_device", "failed_bad_device");
    assertThat(failed.effects()).isEmpty();
  }

  @Test
  void namedDeviceThatIsGoneIsNotFoundHoweverLongTheClientWouldWait() {
    assertThat(request(FINDING_DEVICE, WAITS, NAMED_DEVICE_GONE).timeout().path())
        .containsExactly("finding_device", "failed_device_not_found");
    assertThat(request(FINDING_DEVICE, ANY_DEVICE).timeout().changesState()).isFalse();
  }

  @Test
  void namedDeviceThatFailsLaterCountsAsBusy() {
    assertThat(
            request(FINDING_DEVICE, NAMED_DEVICE_FAILED).having("finding_device", 1).timeout().to())
        .isEqualTo("failed_device_busy");
  }

  @Test
  void clientThatWaitsIsNotToldThatItsDeviceIsBusy() {
    Play<RequestFact, RequestWrite, RequestEffect> request = request(NEW, WAITS);
    request.on("find_device");
    for (int attempt = 2; attempt < 100; attempt++) {
      assertThat(request.timeout().changesState()).isFalse();
    }
    assertThat(request.given(NAMED_DEVICE_FAILED).timeout().to()).isEqualTo("failed_bad_device");
  }

  @Test
  void requestForAnyDeviceGivesUpAtTheSixtiethAttempt() {
    Play<RequestFact, RequestWrite, RequestEffect> request =
        request(NEW, ANY_DEVICE, NAMED_DEVICE_FAILED);
    request.on("find_device");
    for (int attempt = 2; attempt < 60; attempt++) {
      Transition<RequestWrite, RequestEffect> waiting = request.timeout();
      assertThat(waiting.changesState()).isFalse();
      assertThat(waiting.effects()).containsExactly(FIND_DEVICE);
      assertThat(waiting.dueIn()).contains(Duration.ofSeconds(10));
    }
    assertThat(request.timeout().to()).isEqualTo("failed_device_not_found");
  }

  @Test
  void attemptsAreNeverForgotten() {
    Play<RequestFact, RequestWrite, RequestEffect> request =
        request(FINDING_DEVICE, ANY_DEVICE).having("finding_device", 59);
    request.on(DEVICE_FOUND);
    request.force(PENDING);
    assertThat(request.given(RESULT_BAD_DEVICE).timeout().path())
        .containsExactly("pending", "finding_device", "failed_device_not_found");
  }

  @Test
  void deviceThatIsFreeIsTakenHoweverLateItIs() {
    Play<RequestFact, RequestWrite, RequestEffect> request =
        request(FINDING_DEVICE, DEVICE_FREE).having("finding_device", 70);
    assertThat(request.timeout().effects()).containsExactly(FIND_DEVICE);
    Transition<RequestWrite, RequestEffect> found = request.on(DEVICE_FOUND);
    assertThat(found.to()).isEqualTo("contact_lifeguard");
    assertThat(found.writes()).containsExactly(TIE_DEVICE);
    assertThat(found.dueIn()).contains(Duration.ZERO);
  }

  @Test
  void everyAttemptReleasesWhatIsHeld() {
    assertThat(request(FINDING_DEVICE, ANY_DEVICE).timeout().writes())
        .containsExactly(RELEASE_DEVICE);
  }

  @Test
  void deviceIsTakenWhileLookingForOneOnly() {
    for (RequestState state : RequestState.values()) {
      assertThat(request(state).accepts("device_found")).isEqualTo(state == FINDING_DEVICE);
    }
  }

  @Test
  void serverThatTakesOverLooksAgainWithoutCountingAnAttempt() {
    assertThat(request(FINDING_DEVICE).having("finding_device", 1).asksAgain())
        .containsExactly(FIND_DEVICE);
  }
}
