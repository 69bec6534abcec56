package io.mozpool.lifecycle.request;

import static io.mozpool.lifecycle.Condition.atLeast;
import static io.mozpool.lifecycle.Steps.*;
import static io.mozpool.lifecycle.request.RequestEffect.ASK_LIFEGUARD;
import static io.mozpool.lifecycle.request.RequestEffect.FIND_DEVICE;
import static io.mozpool.lifecycle.request.RequestEvent.*;
import static io.mozpool.lifecycle.request.RequestFact.*;
import static io.mozpool.lifecycle.request.RequestState.*;
import static io.mozpool.lifecycle.request.RequestWrite.*;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Named;
import io.mozpool.lifecycle.Row;
import io.mozpool.lifecycle.State;
import io.mozpool.lifecycle.Step;
import java.util.List;

/**
 * MozPool's table: the life of a request for a device. A request gives up when failures reach a
 * limit, so it tolerates one less. The imports bring in whole enums, so that the rows read as the
 * words of the contract.
 */
public final class RequestLifecycle {

  /** How often a request for any device looks for one that is free before it gives up. */
  public static final int MOST_LOOKS = 60;

  /** The results that were bad images; the contract writes it with a hyphen. */
  private static final Named BAD_IMAGES = () -> "bad-images";

  private RequestLifecycle() {}

  /** The machine of a request. */
  public static Lifecycle<RequestFact, RequestWrite, RequestEffect> table() {
    return new Lifecycle<>(
        List.of(
            open(NEW).on(RequestEvent.FIND_DEVICE, to(FINDING_DEVICE)),
            // That a named device has failed is seen at the first attempt; later it counts as busy.
            open(FINDING_DEVICE)
                .entry(
                    count(FINDING_DEVICE),
                    write(RELEASE_DEVICE),
                    unless(
                        DEVICE_FREE,
                        when(
                            ANY_DEVICE,
                            when(atLeast(MOST_LOOKS, FINDING_DEVICE), to(FAILED_DEVICE_NOT_FOUND))),
                        unless(
                            ANY_DEVICE,
                            when(NAMED_DEVICE_GONE, to(FAILED_DEVICE_NOT_FOUND)),
                            unless(WAITS, when(atLeast(2, FINDING_DEVICE), to(FAILED_DEVICE_BUSY))),
                            when(NAMED_DEVICE_FAILED, to(FAILED_BAD_DEVICE)))),
                    ask(FIND_DEVICE))
                .within(ofSeconds(10), to(FINDING_DEVICE))
                .on(DEVICE_FOUND, write(TIE_DEVICE), to(CONTACT_LIFEGUARD))
                .on(IMAGE_ACCUSED, to(FAILED_BAD_IMAGE)),
            // A state of its own, so that the client has its answer before LifeGuard is asked.
            open(CONTACT_LIFEGUARD).within(ZERO, to(CONTACTING_LIFEGUARD)),
            open(CONTACTING_LIFEGUARD)
                .entry(unless(HOLDS_READY_DEVICE, to(FINDING_DEVICE)), ask(ASK_LIFEGUARD))
                .within(
                    ofSeconds(30),
                    tolerate(
                        4,
                        CONTACTING_LIFEGUARD,
                        clear(CONTACTING_LIFEGUARD),
                        to(FAILED_DEVICE_NOT_FOUND)),
                    to(CONTACTING_LIFEGUARD))
                .on(LIFEGUARD_CONTACTED, to(PENDING))
                .on(LIFEGUARD_REFUSED, to(FINDING_DEVICE)),
            pending(),
            open(READY),
            over(FAILED_DEVICE_NOT_FOUND),
            over(FAILED_BAD_IMAGE),
            over(FAILED_BAD_DEVICE),
            over(FAILED_DEVICE_BUSY),
            over(CLOSED),
            closable(over(EXPIRED))),
        EXPIRED,
        RequestWrite::applyTo);
  }

  private static Row<RequestFact, RequestWrite, RequestEffect> pending() {
    Step<RequestFact, RequestWrite, RequestEffect> done = when(RESULT_COMPLETE, to(READY));
    Step<RequestFact, RequestWrite, RequestEffect> badImage =
        when(RESULT_BAD_IMAGE, tolerate(1, BAD_IMAGES, to(FAILED_BAD_IMAGE)), to(FINDING_DEVICE));
    Step<RequestFact, RequestWrite, RequestEffect> badDevice =
        when(RESULT_BAD_DEVICE, unless(ANY_DEVICE, to(FAILED_BAD_DEVICE)), to(FINDING_DEVICE));
    Step<RequestFact, RequestWrite, RequestEffect> other = when(RESULT_OTHER, to(FINDING_DEVICE));
    return open(PENDING)
        .within(
            ofSeconds(60),
            done,
            badImage,
            badDevice,
            other,
            when(ANY_DEVICE, tolerate(19, PENDING, to(FINDING_DEVICE))),
            to(PENDING))
        .on(LIFEGUARD_FINISHED, done, badImage, badDevice, other)
        .leaving(clear(PENDING));
  }

  /** A request that its client can return, and that expires. */
  private static Row<RequestFact, RequestWrite, RequestEffect> open(State state) {
    return closable(Row.in(state));
  }

  /** A request that is over; its device is free for others. */
  private static Row<RequestFact, RequestWrite, RequestEffect> over(State state) {
    return Row.<RequestFact, RequestWrite, RequestEffect>in(state).entry(write(RELEASE_DEVICE));
  }

  private static Row<RequestFact, RequestWrite, RequestEffect> closable(
      Row<RequestFact, RequestWrite, RequestEffect> row) {
    return row.on(CLOSE, to(CLOSED)).on(EXPIRE, to(CLOSED));
  }
}
