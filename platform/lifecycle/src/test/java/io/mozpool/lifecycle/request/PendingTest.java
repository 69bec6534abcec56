package io.mozpool.lifecycle.request;

import static io.mozpool.lifecycle.request.RequestEvent.CLOSE;
import static io.mozpool.lifecycle.request.RequestEvent.LIFEGUARD_FINISHED;
import static io.mozpool.lifecycle.request.RequestFact.*;
import static io.mozpool.lifecycle.request.RequestState.PENDING;
import static io.mozpool.lifecycle.request.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Play;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PendingTest {

  @Test
  void newsWithoutAResultChangesNothing() {
    assertThat(request(PENDING, ANY_DEVICE).accepts("lifeguard_finished")).isFalse();
  }

  @Test
  void badDeviceFailsARequestThatNamesIt() {
    assertThat(request(PENDING, RESULT_BAD_DEVICE).on(LIFEGUARD_FINISHED).to())
        .isEqualTo("failed_bad_device");
  }

  @Test
  void badDeviceIsReplacedForARequestForAny() {
    assertThat(request(PENDING, RESULT_BAD_DEVICE, ANY_DEVICE).on(LIFEGUARD_FINISHED).to())
        .isEqualTo("finding_device");
  }

  @Test
  void secondBadImageFailsTheRequest() {
    Play<RequestFact, RequestWrite, RequestEffect> request =
        request(PENDING, RESULT_BAD_IMAGE, ANY_DEVICE);
    assertThat(request.on(LIFEGUARD_FINISHED).to()).isEqualTo("finding_device");
    assertThat(request.count("bad-images")).isEqualTo(1);
    request.force(PENDING);
    assertThat(request.on(LIFEGUARD_FINISHED).to()).isEqualTo("failed_bad_image");
  }

  @Test
  void resultThatNobodyKnowsLeadsToAnotherDevice() {
    assertThat(request(PENDING, RESULT_OTHER, ANY_DEVICE).on(LIFEGUARD_FINISHED).to())
        .isEqualTo("finding_device");
  }

  @Test
  void completeMakesTheRequestReady() {
    assertThat(request(PENDING, RESULT_COMPLETE).on(LIFEGUARD_FINISHED).path())
        .containsExactly("pending", "ready");
  }

  @ParameterizedTest
  @EnumSource(
      value = RequestFact.class,
      names = {"RESULT_COMPLETE", "RESULT_BAD_IMAGE", "RESULT_BAD_DEVICE", "RESULT_OTHER"})
  void resultWhoseNewsWasLostIsFoundWhenTimeIsUp(RequestFact result) {
    Play<RequestFact, RequestWrite, RequestEffect> told = request(PENDING, ANY_DEVICE, result);
    Play<RequestFact, RequestWrite, RequestEffect> polled = request(PENDING, ANY_DEVICE, result);
    assertThat(polled.timeout().path()).isEqualTo(told.on(LIFEGUARD_FINISHED).path());
  }

  @Test
  void namedDeviceIsWaitedForUntilTheRequestExpires() {
    Play<RequestFact, RequestWrite, RequestEffect> request = request(PENDING);
    for (int minute = 0; minute < 100; minute++) {
      assertThat(request.timeout().changesState()).isFalse();
    }
    assertThat(request.on("expire").to()).isEqualTo("closed");
  }

  @Test
  void anyDeviceIsWaitedForTwentyMinutes() {
    Play<RequestFact, RequestWrite, RequestEffect> request = request(PENDING, ANY_DEVICE);
    for (int minute = 1; minute < 20; minute++) {
      assertThat(request.timeout().changesState()).isFalse();
    }
    assertThat(request.timeout().to()).isEqualTo("finding_device");
  }

  @Test
  void leavingForgetsHowLongItTook() {
    Play<RequestFact, RequestWrite, RequestEffect> spent =
        request(PENDING, ANY_DEVICE).having("pending", 19);
    spent.timeout();
    assertThat(spent.counters()).containsOnlyKeys("finding_device");
    Play<RequestFact, RequestWrite, RequestEffect> closed = request(PENDING).having("pending", 3);
    closed.on(CLOSE);
    assertThat(closed.counters()).isEmpty();
    Play<RequestFact, RequestWrite, RequestEffect> done =
        request(PENDING, RESULT_COMPLETE).having("pending", 3);
    done.timeout();
    assertThat(done.counters()).isEmpty();
  }
}
