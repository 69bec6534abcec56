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

  /** Argument of {@code lifeguard_finished}. */
  static final String RESULT = "imaging_result";

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

  /** A device is claimed only while it is ready, nobody's and of the right environment. */
  @Override
  public Optional<SqlStatement> guard(
      RequestView view, Transition<RequestWrite, RequestEffect> transition, Arguments arguments) {
    if (!transition.writes().contains(RequestWrite.TIE_DEVICE)) {
      return Optional.empty();
    }
    return Optional.of(
        SqlStatement.of(
            "exists (select 1 from devices d where d.id = ? and d.state = 'ready'"
                + " and (? = 'any' or d.environment = ?) and not exists"
                + " (select 1 from device_requests r where r.device_id = d.id))",
            device(arguments),
            view.wish().environment(),
            view.wish().environment()));
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
                  "update requests set last_device_id = ? where id = ?", device(arguments), id));
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
