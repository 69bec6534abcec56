package io.mozpool.server.request;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Keys;
import io.mozpool.server.database.Moments;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the API says of requests, of all servers. */
@Singleton
public final class RequestReader {

  /** Left joins, so that the database begins with requests and need not sort them. */
  private static final String ALL =
      """
      select q.id, s.fqdn as server, q.assignee, q.boot_config, q.state, q.expires, q.requested_device,
        q.environment, q.created, q.state_since, q.interference, i.name as image, d.name as device, d.state as device_state,
        l.name as last_device
      from requests q
        left join imaging_servers s on s.id = q.imaging_server_id
        left join images i on i.id = q.image_id
        left join device_requests r on r.request_id = q.id
        left join devices d on d.id = r.device_id
        left join devices l on l.id = q.last_device_id
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
  public String state(long id) {
    return database
        .first(row -> row.getString(1), "select state from requests where id = ?", id)
        .orElseThrow(() -> ApiException.unknown("request", id));
  }

  /**
   * What a request needs of an image.
   *
   * @param bootConfigKeys JSON array of the keys that a request must give
   */
  record RequestedImage(
      int id, String name, @Nullable String bootConfigKeys, @Nullable String installer) {}

  /**
   * The image of this name.
   *
   * @throws ApiException 404
   */
  RequestedImage image(String name) {
    return database
        .first(
            row ->
                new RequestedImage(
                    row.getInt(1), row.getString(2), row.getString(3), row.getString(4)),
            "select id, name, boot_config_keys, installer from images where name = ?",
            name)
        .orElseThrow(() -> ApiException.unknown("image", name));
  }

  RequestDetails details(long id) {
    return database
        .first(RequestReader::details, ALL + " where q.id = ?", id)
        .orElseThrow(() -> ApiException.unknown("request", id));
  }

  /** The first requests behind one, by id. */
  List<RequestSummary> summariesBehind(long id, boolean withClosed, int count) {
    return database.all(
        RequestReader::summary,
        ALL
            + " where q.id > ?"
            + (withClosed ? "" : " and q.state <> 'closed'")
            + " order by q.id limit ?",
        id,
        count);
  }

  /** The newest request; 0 where there is none. */
  long lastId() {
    return database.first(row -> row.getLong(1), "select max(id) from requests").orElse(0L);
  }

  /** The newest request that the newest so many with ids below the end leave out. */
  Optional<Long> newestBut(long count, boolean withClosed, long end) {
    return database.first(
        row -> row.getLong(1),
        "select id from requests where id < ?"
            + (withClosed ? "" : " and state <> 'closed'")
            + " order by id desc limit 1 offset ?",
        end,
        count);
  }

  /** Those of these rows that there are, as lists show them. */
  public List<RequestSummary> summaries(Collection<Long> ids) {
    return Keys.read(
        ids, some -> database.all(RequestReader::summary, ALL + " where q.id in " + some));
  }

  /** The requests that held a device, newest first. */
  List<EarlierRequest> ofDevice(String device, long limit) {
    return database.all(
        RequestReader::earlier,
        "select q.id, q.assignee, i.name as image, q.created, q.state, q.state_since"
            + " from devices d join requests q on q.last_device_id = d.id"
            + " join images i on i.id = q.image_id where d.name = ? order by q.id desc limit ?",
        device,
        limit);
  }

  /** The devices that requests hold, by the requests' rows. */
  public Map<Long, Long> devicesOf(Collection<Long> requests) {
    return Keys.read(
            requests,
            some ->
                database.all(
                    row -> Map.entry(row.getLong(1), row.getLong(2)),
                    "select request_id, device_id from device_requests where request_id in "
                        + some))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static RequestDetails details(ResultSet row) throws SQLException {
    int id = row.getInt("id");
    return new RequestDetails(
        id,
        row.getString("requested_device"),
        orEmpty(row.getString("device")),
        orEmpty(row.getString("last_device")),
        row.getString("assignee"),
        expires(row),
        row.getString("environment"),
        row.getString("image"),
        orEmpty(row.getString("boot_config")),
        "http://%s/api/request/%d/".formatted(row.getString("server"), id),
        row.getString("server"),
        row.getString("state"),
        moment(row, "created"),
        moment(row, "state_since"),
        row.getString("interference"));
  }

  private static RequestSummary summary(ResultSet row) throws SQLException {
    return new RequestSummary(
        row.getInt("id"),
        row.getString("server"),
        TextLimit.ASSIGNEE.cut(row.getString("assignee")),
        TextLimit.BOOT_CONFIG.cut(orEmpty(row.getString("boot_config"))),
        row.getString("state"),
        expires(row),
        row.getString("requested_device"),
        row.getString("environment"),
        orEmpty(row.getString("device")),
        orEmpty(row.getString("device_state")),
        row.getString("image"),
        moment(row, "created"),
        moment(row, "state_since"),
        row.getString("interference"));
  }

  private static EarlierRequest earlier(ResultSet row) throws SQLException {
    String state = row.getString("state");
    boolean over = state.equals("closed") || state.startsWith("failed_");
    return new EarlierRequest(
        row.getLong("id"),
        TextLimit.ASSIGNEE.cut(row.getString("assignee")),
        row.getString("image"),
        moment(row, "created"),
        over ? moment(row, "state_since") : null,
        state);
  }

  private static String expires(ResultSet row) throws SQLException {
    return Objects.requireNonNull(moment(row, "expires"));
  }

  private static @Nullable String moment(ResultSet row, String column) throws SQLException {
    return Moments.iso(row.getObject(column, LocalDateTime.class));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
