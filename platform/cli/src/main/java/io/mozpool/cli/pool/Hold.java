package io.mozpool.cli.pool;

import io.mozpool.cli.remote.Remote;
import io.mozpool.client.ConflictException;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolException;
import io.mozpool.client.Route;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Acts on a device, and leaves one that a request holds alone until the user has said so twice. */
final class Hold {

  /** The answer comes when the call has its turn with the power controller. */
  private static final Duration ANSWER = Duration.ofSeconds(90);

  @Option(
      names = "--force",
      description = "Do it even if a request holds the device; that request is told.")
  private boolean force;

  /**
   * Posts to a route that takes {@code unless_held}. Where a request holds the device, the user is
   * told who loses it until when and asked once more.
   *
   * @throws ConflictException where the device is held and the user leaves it so
   */
  JsonObject post(Remote remote, String device, Route route, JsonObject body) throws IOException {
    if (force) {
      return route.post(body);
    }
    JsonObject answer;
    String reason;
    try {
      answer = route.unlessHeld().within(ANSWER).post(body);
      if (!Boolean.FALSE.equals(answer.get("accepted"))) {
        return answer;
      }
      reason = answer.optionalText("reason").orElse("");
    } catch (ConflictException e) {
      if (isHeld(remote, device) && insists(remote, e.detail())) {
        return route.post(body);
      }
      throw e;
    }
    return isHeld(remote, device) && insists(remote, reason) ? route.post(body) : answer;
  }

  /**
   * As {@link #post}, for one of several devices: nobody is asked.
   *
   * @throws ConflictException where it cannot be done as things stand
   * @throws IOException where it was not done, with the reason
   */
  void postUnasked(Remote remote, String device, Route route, JsonObject body) throws IOException {
    try {
      JsonObject answer = (force ? route : route.unlessHeld().within(ANSWER)).post(body);
      if (Boolean.FALSE.equals(answer.get("accepted"))) {
        String reason = "not accepted: " + answer.optionalText("reason").orElse("no reason given");
        throw refusal(remote, device, reason, new IOException(reason));
      }
    } catch (ConflictException e) {
      throw refusal(remote, device, e.detail(), e);
    }
  }

  private IOException refusal(Remote remote, String device, String reason, IOException other)
      throws IOException {
    return !force && isHeld(remote, device)
        ? new IOException(reason + "; --force does it all the same")
        : other;
  }

  private static boolean insists(Remote remote, String reason) {
    boolean insists = remote.confirms(reason + ". Do it all the same?");
    if (!insists) {
      remote.warn("nothing was done to a device that is held; --force does it all the same");
    }
    return insists;
  }

  private static boolean isHeld(Remote remote, String device) throws IOException {
    try {
      return remote.client().at("device", device).get().optionalNumber("request_id").isPresent();
    } catch (MozpoolException e) {
      return false; // the refusal says enough
    }
  }
}
