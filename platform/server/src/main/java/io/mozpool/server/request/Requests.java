package io.mozpool.server.request;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.request.RequestEffect;
import io.mozpool.lifecycle.request.RequestFact;
import io.mozpool.lifecycle.request.RequestWrite;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.DeviceListener;
import io.mozpool.server.device.Devices;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.Machine;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.request.RequestView.HeldDevice;
import io.mozpool.server.request.RequestView.Wish;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MozPool: finds a device for each request of this server and has it made ready. Any thread may
 * call.
 */
@Singleton
public final class Requests implements DeviceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  private static final String EXPIRED =
      "select id from requests where imaging_server_id = ? and expires <= ?"
          + " and state <> 'closed' and state not like 'failed\\_%'";

  /** Stored by a server that went down, or lost its database, before it could look for a device. */
  private static final String FORGOTTEN =
      "select id from requests where imaging_server_id = ? and state = 'new'"
          + " and (state_since is null or state_since <= ?)";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String HOLDER =
      "select r.request_id, r.imaging_result from device_requests r"
          + " where r.device_id = ? and r.imaging_result is not null";

  private final MachineParts parts;
  private final Devices devices;
  private final Json json;
  private final RequestViews views;
  private final Refusals refusals = new Refusals();
  private final Matcher matcher;
  private final Machine<RequestView, RequestFact, RequestWrite, RequestEffect> machine;

  Requests(
      MachineParts parts,
      Devices devices,
      Json json,
      Lifecycle<RequestFact, RequestWrite, RequestEffect> lifecycle) {
    this.parts = parts;
    this.devices = devices;
    this.json = json;
    this.views = new RequestViews(parts.database(), parts.server().id());
    this.matcher = new Matcher(parts, json, refusals, this::propose);
    this.machine = new Machine<>(lifecycle, new RequestKind(views, this::entered), parts);
  }

  /** The table of the requests. */
  public Lifecycle<RequestFact, RequestWrite, RequestEffect> lifecycle() {
    return machine.lifecycle();
  }

  /** An event from outside; see {@link Machine#event}. */
  public CompletableFuture<Outcome> event(long request, String event, Arguments arguments) {
    if (event.equals("device_found")) {
      return CompletableFuture.completedFuture(
          new Outcome(false, "", "device_found comes from the matcher only"));
    }
    return machine.event(request, event, arguments);
  }

  /**
   * Starts to look for a device.
   *
   * @return completed when the matcher has looked once
   */
  CompletableFuture<Void> find(long request) {
    return machine
        .event(request, "find_device", Arguments.NONE)
        .thenCompose(outcome -> matcher.wake());
  }

  /** Since when the handling of some timeout has not come to an end. */
  public Optional<LocalDateTime> handlingSince() {
    return machine.handlingSince();
  }

  /** Goes on where the requests stand. */
  public void start() {
    parts
        .database()
        .all(
            row -> row.getLong(1),
            "select id from requests where imaging_server_id = ? and state = 'contacting_lifeguard'",
            parts.server().id())
        .forEach(id -> parts.workers().execute(() -> views.load(id).ifPresent(this::askLifeguard)));
    machine.start();
    parts
        .workers()
        .scheduler()
        .scheduleWithFixedDelay(
            () -> parts.workers().execute(this::everySecond), 1, 1, TimeUnit.SECONDS);
  }

  @Override
  public void ready(long device) {
    matcher.wake();
  }

  @Override
  public void imaged(long device) {
    parts
        .database()
        .first(row -> Map.entry(row.getLong(1), row.getString(2)), HOLDER, device)
        .ifPresent(
            tie ->
                machine.event(
                    tie.getKey(),
                    "lifeguard_finished",
                    new Arguments(Map.of(RequestKind.RESULT, tie.getValue()))));
  }

  private void everySecond() {
    matcher.wake();
    LocalDateTime now = Moments.now(parts.clock());
    own(EXPIRED, now).forEach(id -> machine.event(id, "expire", Arguments.NONE));
    own(FORGOTTEN, now.minus(PATIENCE)).forEach(this::find);
  }

  private List<Long> own(String query, LocalDateTime until) {
    return parts
        .database()
        .all(row -> row.getLong(1), query, parts.server().id(), Moments.text(until));
  }

  private CompletableFuture<Outcome> propose(long request, long device) {
    return machine.event(
        request, "device_found", new Arguments(Map.of(RequestKind.DEVICE, Long.toString(device))));
  }

  private void entered(
      RequestView before, Transition<RequestWrite, RequestEffect> transition, long revision) {
    if (transition.writes().contains(RequestWrite.RELEASE_DEVICE)
        || transition.effects().contains(RequestEffect.FIND_DEVICE)) {
      matcher.wake();
    }
    if (transition.effects().contains(RequestEffect.ASK_LIFEGUARD)) {
      views
          .load(before.row().id())
          .filter(request -> request.row().revision() == revision)
          .ifPresent(this::askLifeguard);
    }
  }

  private void askLifeguard(RequestView request) {
    Optional<HeldDevice> held = request.device();
    if (held.isEmpty()) {
      return; // its timeout looks again
    }
    HeldDevice device = held.get();
    if (device.server() != parts.server().id()) {
      note(request, "the device's imaging server cannot be reached");
      return;
    }
    boolean reuse = canReuse(request.wish(), device);
    CompletableFuture<Outcome> asked =
        reuse
            ? devices.event(device.id(), "please_power_cycle", Arguments.NONE)
            : devices.event(
                device.id(),
                "please_image",
                new Arguments(
                    Map.of(
                        "image", request.wish().image(),
                        "boot_config", request.wish().bootConfig())));
    asked.whenComplete(
        (outcome, failure) -> {
          if (failure != null) {
            note(request, "LifeGuard could not be asked: " + failure.getMessage());
            return;
          }
          if (!outcome.accepted()) {
            note(request, device.name() + " cannot do it: " + outcome.reason());
            refusals.add(request.row().id(), device.id());
          }
          machine.result(
              request.row().id(),
              request.row().revision(),
              outcome.accepted() ? "lifeguard_contacted" : "lifeguard_refused",
              Arguments.NONE);
        });
  }

  private boolean canReuse(Wish wish, HeldDevice device) {
    return wish.reusable()
        && wish.image().equals(device.image())
        && json.sameBootConfig(wish.bootConfig(), device.bootConfig());
  }

  private void note(RequestView request, String message) {
    LOG.warn("{}: {}", request.row().name(), message);
    parts.journal().add("request", request.row().id(), Journal.STATE_MACHINE, message);
  }
}
