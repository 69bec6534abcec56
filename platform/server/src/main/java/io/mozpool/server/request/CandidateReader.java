package io.mozpool.server.request;

import io.mozpool.server.database.Database;
import io.mozpool.server.request.Candidates.Candidate;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Says what a request waits for: which devices would fit, and why each is not free. */
@Singleton
final class CandidateReader {

  private static final int SHOWN = 100;

  private static final String WISH =
      """
      select q.state, q.requested_device, q.environment, q.image_id, i.name as image, d.name as device,
        d.state as device_state
      from requests q
        join images i on i.id = q.image_id
        left join device_requests r on r.request_id = q.id
        left join devices d on d.id = r.device_id
      where q.id = ?
      """;

  /** The name, an index, is looked up where one is asked for. */
  private static final String FITTING =
      """
      select d.id, d.name, d.state, d.hardware_type_id, r.request_id,
        exists (select 1 from image_pxe_configs x
          where x.hardware_type_id = d.hardware_type_id and x.image_id = ?) or d.image_id = ? as takes_image
      from devices d left join device_requests r on r.device_id = d.id
      where %s and %s order by d.name
      """;

  private record Wish(
      String state,
      String requestedDevice,
      String environment,
      long image,
      String imageName,
      String device,
      String deviceState) {}

  private final Database database;
  private final Requests requests;
  private final BlamedImages blamed;

  CandidateReader(Database database, Requests requests, BlamedImages blamed) {
    this.database = database;
    this.requests = requests;
    this.blamed = blamed;
  }

  /**
   * What it waits for.
   *
   * @throws ApiException 404
   */
  Candidates of(long request) {
    Wish wish =
        database
            .first(CandidateReader::wish, WISH, request)
            .orElseThrow(() -> ApiException.unknown("request", request));
    List<Candidate> fitting = isLooking(wish) ? fitting(request, wish) : List.of();
    Map<String, Integer> counts = new TreeMap<>();
    fitting.forEach(each -> counts.merge(each.reason(), 1, Integer::sum));
    return new Candidates(
        sentence(wish, fitting),
        counts,
        fitting.stream()
            .sorted(Comparator.comparing(each -> !each.reason().isEmpty()))
            .limit(SHOWN)
            .toList());
  }

  private static boolean isLooking(Wish wish) {
    return wish.state().equals("new") || wish.state().equals("finding_device");
  }

  private List<Candidate> fitting(long request, Wish wish) {
    HeldBack held = blamed.heldBack();
    boolean anyDevice = wish.requestedDevice().equals("any");
    boolean anyEnvironment = wish.environment().equals("any");
    return database.all(
        row -> candidate(request, wish, held, row),
        FITTING.formatted(
            anyDevice ? "'any' = ?" : "d.name = ?",
            anyEnvironment ? "'any' = ?" : "d.environment = ?"),
        wish.image(),
        wish.image(),
        wish.requestedDevice(),
        wish.environment());
  }

  private Candidate candidate(long request, Wish wish, HeldBack held, ResultSet row)
      throws SQLException {
    return new Candidate(
        row.getString("name"), row.getString("state"), reason(request, wish, held, row));
  }

  private String reason(long request, Wish wish, HeldBack held, ResultSet row) throws SQLException {
    if (row.getObject("request_id") != null) {
      return "another request has it";
    } else if (!row.getString("state").equals("ready")) {
      return "it is in state " + row.getString("state");
    } else if (!row.getBoolean("takes_image")) {
      return "no PXE config is linked to image '%s' for its hardware type"
          .formatted(wish.imageName());
    }
    if (requests.wasRefused(request, row.getLong("id"))) {
      return "it refused a moment ago";
    }
    return held.reason(wish.imageName(), row.getLong("hardware_type_id")).orElse("");
  }

  private static String sentence(Wish wish, List<Candidate> fitting) {
    return switch (wish.state()) {
      case "new", "finding_device" -> forDevice(wish, fitting);
      case "contact_lifeguard", "contacting_lifeguard" ->
          "%s to be told what to do".formatted(wish.device());
      case "pending" ->
          "%s to be made ready with image %s: it is in state %s"
              .formatted(wish.device(), wish.imageName(), wish.deviceState());
      default -> "";
    };
  }

  private static String forDevice(Wish wish, List<Candidate> fitting) {
    String what =
        wish.requestedDevice().equals("any")
            ? "a device"
                + (wish.environment().equals("any") ? "" : " of environment " + wish.environment())
            : wish.requestedDevice();
    long free = fitting.stream().filter(each -> each.reason().isEmpty()).count();
    return fitting.isEmpty()
        ? what + "; there is none that would fit"
        : "%s; %d would fit, %d of them free".formatted(what, fitting.size(), free);
  }

  private static Wish wish(ResultSet row) throws SQLException {
    return new Wish(
        row.getString("state"),
        row.getString("requested_device"),
        row.getString("environment"),
        row.getLong("image_id"),
        row.getString("image"),
        Optional.ofNullable(row.getString("device")).orElse("a device"),
        Optional.ofNullable(row.getString("device_state")).orElse("unknown"));
  }
}
