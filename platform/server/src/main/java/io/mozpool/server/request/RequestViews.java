package io.mozpool.server.request;

import io.mozpool.lifecycle.Snapshot;
import io.mozpool.lifecycle.request.RequestFact;
import io.mozpool.lifecycle.request.RequestLifecycle;
import io.mozpool.lifecycle.request.RequestState;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.GroupReader;
import io.mozpool.server.machine.Counters;
import io.mozpool.server.machine.MachineRow;
import io.mozpool.server.machine.Rounds;
import io.mozpool.server.request.RequestView.HeldDevice;
import io.mozpool.server.request.RequestView.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Reads requests for their steps: those that wait at the same moment with one query. */
final class RequestViews {

  private static final String ALL =
      """
      select q.id, q.imaging_server_id, q.state, q.state_counters, q.state_revision, q.state_since, q.state_timeout,
        q.requested_device, q.environment, q.boot_config, q.waits, i.name as image, i.can_reuse,
        r.device_id, r.imaging_result, d.name as device, d.state as device_state,
        d.imaging_server_id as device_server, d.boot_config as device_boot_config,
        h.name as device_image, n.state as named_state, n.environment as named_environment,
        t.request_id as named_holder
      from requests q
        join images i on i.id = q.image_id
        left join device_requests r on r.request_id = q.id
        left join devices d on d.id = r.device_id
        left join images h on h.id = d.image_id
        left join devices n on n.name = q.requested_device
        left join device_requests t on t.device_id = n.id
      where q.id\
      """;

  /** The question where requests for any device would find one. */
  private static final String FREE =
      """
      select distinct d.environment from devices d
      where d.state = 'ready' and not exists (select 1 from device_requests r where r.device_id = d.id)
      """;

  private static final String LOOKS = RequestState.FINDING_DEVICE.wireName();

  private final GroupReader<Long, RequestView> byId;
  private final Rounds<Set<String>> free;

  /**
   * @param executor has the queries made, and completes what was asked for
   */
  RequestViews(Database database, Executor executor) {
    this.byId =
        new GroupReader<>(database, executor, ALL, RequestViews::read, view -> view.row().id());
    this.free =
        new Rounds<>(
            executor,
            () ->
                CompletableFuture.completedFuture(
                    Set.copyOf(database.all(row -> row.getString(1), FREE))));
  }

  /**
   * Reads a request. Whether a device is free for one that takes any is asked for only where it
   * would give up otherwise, and once for all of these at that moment.
   */
  CompletableFuture<Optional<RequestView>> load(long id) {
    return byId.read(id)
        .thenCompose(
            found ->
                found.filter(RequestViews::mayGiveUp).isEmpty()
                    ? CompletableFuture.completedFuture(found)
                    : free.next().thenApply(all -> found.map(view -> view.withFree(all))));
  }

  private static RequestView read(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    Wish wish =
        new Wish(
            row.getString("requested_device"),
            row.getString("environment"),
            row.getString("image"),
            or(row.getString("boot_config"), "{}"),
            row.getBoolean("can_reuse"));
    MachineRow machine =
        new MachineRow(
            id,
            row.getLong("imaging_server_id"),
            "request " + id,
            new Snapshot(row.getString("state"), Counters.parse(row.getString("state_counters"))),
            row.getLong("state_revision"),
            row.getObject("state_since", LocalDateTime.class),
            row.getObject("state_timeout", LocalDateTime.class));
    return new RequestView(
        machine,
        wish,
        device(row),
        Optional.ofNullable(row.getString("imaging_result")),
        facts(row, wish));
  }

  private static Optional<HeldDevice> device(ResultSet row) throws SQLException {
    if (row.getString("device") == null) {
      return Optional.empty();
    }
    return Optional.of(
        new HeldDevice(
            row.getLong("device_id"),
            row.getString("device"),
            row.getString("device_state"),
            row.getLong("device_server"),
            or(row.getString("device_image"), ""),
            or(row.getString("device_boot_config"), "")));
  }

  private static Set<RequestFact> facts(ResultSet row, Wish wish) throws SQLException {
    Set<RequestFact> facts = EnumSet.noneOf(RequestFact.class);
    if (wish.anyDevice()) {
      facts.add(RequestFact.ANY_DEVICE);
    }
    if (row.getBoolean("waits")) {
      facts.add(RequestFact.WAITS);
    }
    if ("ready".equals(row.getString("device_state"))) {
      facts.add(RequestFact.HOLDS_READY_DEVICE);
    }
    if (!wish.anyDevice() && row.getString("named_state") == null) {
      facts.add(RequestFact.NAMED_DEVICE_GONE);
    }
    String named = or(row.getString("named_state"), "");
    if (named.startsWith("failed_")) {
      facts.add(RequestFact.NAMED_DEVICE_FAILED);
    }
    if (named.equals("ready")
        && row.getObject("named_holder") == null
        && wish.takesEnvironment(row.getString("named_environment"))) {
      facts.add(RequestFact.DEVICE_FREE);
    }
    return facts;
  }

  private static boolean mayGiveUp(RequestView request) {
    String state = request.row().state();
    int looks = request.row().snapshot().counters().getOrDefault(LOOKS, 0) + 1;
    return request.wish().anyDevice()
        && looks >= RequestLifecycle.MOST_LOOKS
        && !state.equals("ready")
        && !state.equals("closed")
        && !state.startsWith("failed_");
  }

  private static String or(@Nullable String text, String otherwise) {
    return text == null ? otherwise : text;
  }
}
