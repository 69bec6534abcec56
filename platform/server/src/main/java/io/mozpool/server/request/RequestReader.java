package io.mozpool.server.request;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the API says of requests, of all servers. */
@Singleton
final class RequestReader {

  private static final String ALL =
      """
      select q.id, s.fqdn as server, q.assignee, q.boot_config, q.state, q.expires, q.requested_device,
        q.environment, i.name as image, d.name as device, d.state as device_state
      from requests q
        join imaging_servers s on s.id = q.imaging_server_id
        join images i on i.id = q.image_id
        left join device_requests r on r.request_id = q.id
        left join devices d on d.id = r.device_id
      """;

  private final Database database;

  RequestReader(Database database) {
    this.database = database;
  }

  /**
   * The state of a request.
   *
   * @throws ApiException 404
   */
  String state(long id) {
    return database
        .first(row -> row.getString(1), "select state from requests where id = ?", id)
        .orElseThrow(() -> ApiException.unknown("request", id));
  }

  RequestDetails details(long id) {
    return database
        .first(RequestReader::details, ALL + " where q.id = ?", id)
        .orElseThrow(() -> ApiException.unknown("request", id));
  }

  List<RequestSummary> summaries(boolean withClosed) {
    return database.all(
        RequestReader::summary,
        ALL + (withClosed ? "" : " where q.state <> 'closed'") + " order by q.id");
  }

  private static RequestDetails details(ResultSet row) throws SQLException {
    int id = row.getInt("id");
    return new RequestDetails(
        id,
        row.getString("requested_device"),
        orEmpty(row.getString("device")),
        row.getString("assignee"),
        expires(row),
        row.getString("environment"),
        row.getString("image"),
        orEmpty(row.getString("boot_config")),
        "http://%s/api/request/%d/".formatted(row.getString("server"), id));
  }

  private static RequestSummary summary(ResultSet row) throws SQLException {
    return new RequestSummary(
        row.getInt("id"),
        row.getString("server"),
        row.getString("assignee"),
        orEmpty(row.getString("boot_config")),
        row.getString("state"),
        expires(row),
        row.getString("requested_device"),
        row.getString("environment"),
        orEmpty(row.getString("device")),
        orEmpty(row.getString("device_state")));
  }

  private static String expires(ResultSet row) throws SQLException {
    return Objects.requireNonNull(Moments.iso(row.getObject("expires", LocalDateTime.class)));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
