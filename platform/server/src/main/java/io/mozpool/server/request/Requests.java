package io.mozpool.server.request;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.request.RequestEffect;
import io.mozpool.lifecycle.request.RequestFact;
import io.mozpool.lifecycle.request.RequestWrite;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.Outage;
import io.mozpool.server.device.DeviceListener;
import io.mozpool.server.device.Devices;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.Machine;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.machine.Peers;
import io.mozpool.server.machine.Peers.Cause;
import io.mozpool.server.request.RequestView.HeldDevice;
import io.mozpool.server.request.RequestView.Wish;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * MozPool: finds a device for each request of this server and has it made ready. Any thread may
 * call.
 */
@Singleton
public final class Requests implements DeviceListener {

  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final String EXPIRED =
      "select id from requests where imaging_server_id in (%s) and expires <= ?"
          + " and state <> 'closed' and state not like 'failed\\_%%'";

  /** Stored by a server that went down, or lost its database, before it could look for a device. */
  private static final String FORGOTTEN =
      "select id from requests where imaging_server_id in (%s) and state = 'new'"
          + " and (state_since is null or state_since <= ?)";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String ACCUSED = "image_accused";
  private static final Set<String> OURS = Set.of("device_found", ACCUSED);

  private static final String CONTACTING = "contacting_lifeguard";

  private final MachineParts parts;
  private final Devices devices;
  private final Peers peers;
  private final Json json;
  private final RequestViews views;
  private final BlamedImages blamed;
  private final Refusals refusals;
  private final Matcher matcher;
  private final ImagingResults results;
  private final Machine<RequestView, RequestFact, RequestWrite, RequestEffect> machine;

  Requests(
      MachineParts parts,
      Devices devices,
      Peers peers,
      Json json,
      BlamedImages blamed,
      Lifecycle<RequestFact, RequestWrite, RequestEffect> lifecycle) {
    this.parts = parts;
    this.devices = devices;
    this.peers = peers;
    this.json = json;
    this.blamed = blamed;
    this.views = new RequestViews(parts.database(), parts.workers());
    this.refusals = new Refusals(parts.time());
    this.matcher = new Matcher(parts, json, refusals, blamed::heldBack, this::propose);
    this.machine = new Machine<>(lifecycle, new RequestKind(views, this::entered), parts);
    this.results = new ImagingResults(parts, peers, machine);
  }

  /** The table of the requests. */
  public Lifecycle<RequestFact, RequestWrite, RequestEffect> lifecycle() {
    return machine.lifecycle();
  }

  /** An event from outside; see {@link Machine#event}. */
  public CompletableFuture<Outcome> event(long request, String event, Arguments arguments) {
    if (OURS.contains(event)) {
      return CompletableFuture.completedFuture(
          new Outcome(false, "", event + " comes from the pool itself only"));
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

  /** Whether a device could not do what a request wants, a moment ago. */
  boolean wasRefused(long request, long device) {
    return refusals.contains(request, device);
  }

  /** Since when the handling of some timeout has not come to an end. */
  public Optional<LocalDateTime> handlingSince() {
    return machine.handlingSince();
  }

  /**
   * Goes on where the requests of an imaging server stand, on a worker; a timeout that is over
   * asks, too. Returns at once.
   */
  public void takeOver(long server) {
    machine.prepare(
        server,
        () ->
            parts
                .database()
                .all(
                    row -> row.getLong(1),
                    "select id from requests where imaging_server_id = ? and state = ?"
                        + " and state_timeout > ?",
                    server,
                    CONTACTING,
                    Moments.text(Moments.now(parts.clock())))
                .forEach(
                    id -> askLifeguard(id, request -> request.row().state().equals(CONTACTING))));
  }

  /** Handles what is due now, without waiting for the next look. */
  public void handleDue() {
    machine.handleDue();
    everySecond();
  }

  /** Handles what is due from now on. */
  public void start() {
    machine.start();
    parts.workers().every(LOOK, LOOK, this::everySecond);
  }

  @Override
  public void ready(long device) {
    matcher.hearDevice(device);
    matcher.wake();
  }

  @Override
  public void imaged(long device) {
    results.tell(device);
  }

  private void everySecond() {
    matcher.look();
    LocalDateTime now = Moments.now(parts.clock());
    Arguments cutoff = new Arguments(Map.of(RequestKind.CUTOFF, String.valueOf(Moments.text(now))));
    own(EXPIRED, now).forEach(id -> machine.event(id, "expire", cutoff));
    own(FORGOTTEN, now.minus(PATIENCE)).forEach(this::find);
    blamed.accusedRequests().forEach(id -> machine.event(id, ACCUSED, Arguments.NONE));
  }

  private List<Long> own(String query, LocalDateTime until) {
    return parts
        .database()
        .all(row -> row.getLong(1), query.formatted(parts.leases().servers()), Moments.text(until));
  }

  private CompletableFuture<Outcome> propose(long request, long device) {
    return machine.event(
        request, "device_found", new Arguments(Map.of(RequestKind.DEVICE, Long.toString(device))));
  }

  private void entered(
      RequestView before, Transition<RequestWrite, RequestEffect> transition, long revision) {
    if (transition.writes().contains(RequestWrite.RELEASE_DEVICE)) {
      before.device().ifPresent(device -> released(device.id()));
    }
    matcher.moved(before.row().id(), transition);
    if (transition.effects().contains(RequestEffect.ASK_LIFEGUARD)) {
      askLifeguard(before.row().id(), request -> request.row().revision() == revision);
    }
  }

  private void released(long device) {
    parts.changes().device(device);
    matcher.hearDevice(device);
    matcher.wake();
  }

  private void askLifeguard(long id, Predicate<RequestView> still) {
    views
        .load(id)
        .thenAccept(found -> found.filter(still).ifPresent(this::askLifeguard))
        .exceptionally(
            failure -> {
              if (!Outage.caused(failure)) {
                LOG.error("request {}: LifeGuard is asked after its timeout", id, failure);
              }
              return null;
            });
  }

  private void askLifeguard(RequestView request) {
    Optional<HeldDevice> held = request.device();
    if (held.isEmpty()) {
      return; // its timeout looks again
    }
    HeldDevice device = held.get();
    boolean reuse = canReuse(request.wish(), device);
    String event = reuse ? "please_power_cycle" : "please_image";
    Map<String, String> arguments = new HashMap<>();
    arguments.put(Devices.FOR_REQUEST, Long.toString(request.row().id()));
    if (!reuse) {
      arguments.put("image", request.wish().image());
      arguments.put("boot_config", request.wish().bootConfig());
    }
    CompletableFuture<Outcome> asked =
        parts.leases().of(device.server()).isPresent()
            ? devices.event(device.id(), event, new Arguments(arguments))
            : peers.tellDevice(
                new Cause(request.row().server(), request.row().id()),
                device.server(),
                device.name(),
                event,
                arguments);
    asked.whenComplete(
        (outcome, failure) -> {
          if (failure != null) {
            note(request, "LifeGuard could not be asked: " + Peers.reason(failure));
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
