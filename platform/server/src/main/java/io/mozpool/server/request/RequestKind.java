package io.mozpool.server.request;

import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.request.RequestEffect;
import io.mozpool.lifecycle.request.RequestFact;
import io.mozpool.lifecycle.request.RequestWrite;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.MachineKind;
import io.mozpool.server.machine.MachineRow;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** MozPool's side of the step: what it reads of a request and what its writes store. */
final class RequestKind
    implements MachineKind<RequestView, RequestFact, RequestWrite, RequestEffect> {

  /** Argument of {@code device_found}: the row of the device that the matcher proposes. */
  static final String DEVICE = "device";

  /** Argument of our own {@code expire}: the moment at which the request had outlived its time. */
  static final String CUTOFF = "cutoff";

  /** Argument of {@code lifeguard_finished}. */
  static final String RESULT = "imaging_result";

  /**
   * Argument of {@code lifeguard_finished}: the row of the device, which the request may have left.
   */
  static final String FROM_DEVICE = "from_device";

  /** By the columns of the moment, not by those that the matcher or this step has read. */
  private static final String FREE_AND_FITTING =
      "exists (select 1 from devices d where d.id = ? and d.state = 'ready'"
          + " and (requests.requested_device = 'any' or d.name = requests.requested_device)"
          + " and (requests.environment = 'any' or d.environment = requests.environment)"
          + " and not exists (select 1 from device_requests r where r.device_id = d.id))";

  private static final String HOLDS =
      "exists (select 1 from device_requests r"
          + " where r.request_id = requests.id and r.device_id = ?)";

  private final RequestViews views;
  private final RequestEntered entered;

  RequestKind(RequestViews views, RequestEntered entered) {
    this.views = views;
    this.entered = entered;
  }

  @Override
  public String word() {
    return "request";
  }

  @Override
  public CompletableFuture<Optional<RequestView>> load(long id) {
    return views.load(id);
  }

  @Override
  public MachineRow row(RequestView view) {
    return view.row();
  }

  @Override
  public Set<RequestFact> facts(RequestView view, Arguments arguments) {
    Set<RequestFact> facts = EnumSet.noneOf(RequestFact.class);
    facts.addAll(view.facts());
    arguments
        .get(RESULT)
        .or(view::result)
        .ifPresent(
            result ->
                facts.add(
                    switch (result) {
                      case "complete" -> RequestFact.RESULT_COMPLETE;
                      case "failed-bad-image" -> RequestFact.RESULT_BAD_IMAGE;
                      case "failed-bad-device" -> RequestFact.RESULT_BAD_DEVICE;
                      default -> RequestFact.RESULT_OTHER;
                    }));
    return facts;
  }

  /**
   * A device is claimed only while it is ready, nobody's and what the request asks for; a request
   * that was renewed since the look at the clock does not expire; and the result of a device counts
   * only while the request holds that device.
   */
  @Override
  public Optional<SqlStatement> guard(
      RequestView view, Transition<RequestWrite, RequestEffect> transition, Arguments arguments) {
    if (transition.writes().contains(RequestWrite.TIE_DEVICE)) {
      return Optional.of(SqlStatement.of(FREE_AND_FITTING, device(arguments)));
    }
    return arguments
        .get(CUTOFF)
        .map(cutoff -> SqlStatement.of("expires <= ?", cutoff))
        .or(() -> arguments.get(FROM_DEVICE).map(device -> SqlStatement.of(HOLDS, device)));
  }

  @Override
  public List<SqlStatement> write(RequestView view, RequestWrite write, Arguments arguments) {
    long id = view.row().id();
    return switch (write) {
      case TIE_DEVICE ->
          List.of(
              SqlStatement.of(
                  "insert into device_requests (device_id, request_id) values (?, ?)",
                  device(arguments),
                  id),
              SqlStatement.of(
                  "update requests set last_device_id = ?, interference = null where id = ?",
                  device(arguments),
                  id));
      case RELEASE_DEVICE -> // only its own steps tie it, so that it holds what was read
          view.device().isEmpty()
              ? List.of()
              : List.of(SqlStatement.of("delete from device_requests where request_id = ?", id));
    };
  }

  @Override
  public void entered(
      RequestView before, Transition<RequestWrite, RequestEffect> transition, long revision) {
    entered.entered(before, transition, revision);
  }

  private static long device(Arguments arguments) {
    return Long.parseLong(arguments.get(DEVICE).orElseThrow());
  }
}
