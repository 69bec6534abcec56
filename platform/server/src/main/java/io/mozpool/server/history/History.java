package io.mozpool.server.history;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.DeviceClass;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.text.TextLimit;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what was. */
@Singleton
final class History {

  private static final String SAMPLES =
      "select ts, device_class, sum(devices) as devices from pool_samples"
          + " where ts >= ? and (? is null or hardware_type = ?)"
          + " group by ts, device_class order by ts";

  private static final String SERVED =
      """
      select q.id, q.created, i.name as image,
        (select min(l.ts) from request_logs l where l.request_id = q.id
          and l.source = 'statemachine' and l.message like '%-> ready (%') as ready
      from requests q join images i on i.id = q.image_id
      where q.created >= ? order by q.created desc limit 2000
      """;

  /** Logs have no order of moments over all machines, but new lines have the highest numbers. */
  private static final String LATEST =
      """
      select n.id, n.ts, n.source, n.message, %2$s as name
      from %1$s_logs n join %1$ss m on m.id = n.%1$s_id
      where n.id > (select max(id) from %1$s_logs) - 10000 and n.ts >= ?
        and (n.source = 'webapp' or n.source = 'statemachine' and n.message like '%% -> %%')
      """;

  private record Sample(long time, String deviceClass, int devices) {}

  private final Database database;
  private final Clock clock;

  History(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * How many devices were in which class.
   *
   * @param hardwareType only of this board type; null for all
   */
  PoolHistory devices(Duration past, @Nullable String hardwareType) {
    List<Sample> samples =
        database.all(History::sample, SAMPLES, since(past), hardwareType, hardwareType);
    List<Long> times = samples.stream().map(Sample::time).distinct().toList();
    Map<String, List<Integer>> classes = new LinkedHashMap<>();
    for (DeviceClass each : DeviceClass.values()) {
      Map<Long, Integer> counts = new LinkedHashMap<>();
      times.forEach(time -> counts.put(time, 0));
      samples.stream()
          .filter(sample -> sample.deviceClass().equals(each.word()))
          .forEach(sample -> counts.put(sample.time(), sample.devices()));
      classes.put(each.word(), new ArrayList<>(counts.values()));
    }
    return new PoolHistory(times, classes);
  }

  /** The requests that got a device, newest first. */
  List<ServedRequest> served(Duration past) {
    return database.all(History::request, SERVED, since(past)).stream()
        .flatMap(List::stream)
        .toList();
  }

  /**
   * What happened to all devices and requests, newest first.
   *
   * @param important only failures and what people did
   */
  List<Happening> latest(Duration past, int limit, boolean important) {
    return Stream.of(latest("device", "m.name", past), latest("request", "m.id", past))
        .flatMap(List::stream)
        .filter(each -> each.important() || !important)
        .sorted(Comparator.comparing(Happening::timestamp).reversed())
        .limit(limit)
        .toList();
  }

  private List<Happening> latest(String word, String name, Duration past) {
    return database.all(row -> happening(word, row), LATEST.formatted(word, name), since(past));
  }

  private String since(Duration past) {
    return Objects.requireNonNull(Moments.text(Moments.now(clock).minus(past)));
  }

  private static Sample sample(ResultSet row) throws SQLException {
    return new Sample(
        moment(row, "ts").toEpochSecond(ZoneOffset.UTC),
        row.getString("device_class"),
        row.getInt("devices"));
  }

  /** One, or none where it has not got its device yet. */
  private static List<ServedRequest> request(ResultSet row) throws SQLException {
    LocalDateTime created = moment(row, "created");
    @Nullable LocalDateTime ready = row.getObject("ready", LocalDateTime.class);
    return ready == null
        ? List.of()
        : List.of(
            new ServedRequest(
                row.getLong("id"),
                iso(created),
                iso(ready),
                Duration.between(created, ready).toMillis() / 1000.0,
                row.getString("image")));
  }

  private static Happening happening(String word, ResultSet row) throws SQLException {
    String message = TextLimit.LOG_MESSAGE.cut(row.getString("message"));
    return new Happening(
        word,
        row.getString("name"),
        row.getLong("id"),
        iso(moment(row, "ts")),
        message,
        row.getString("source").equals(Journal.API)
            || message.contains("-> failed_")
            || message.contains("(forced)")
            || message.contains("(please_self_test)")
            || message.contains("(please_power_cycle)")
            || message.contains("(please_start_maintenance)"));
  }

  private static LocalDateTime moment(ResultSet row, String column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, LocalDateTime.class));
  }

  private static String iso(LocalDateTime moment) {
    return Objects.requireNonNull(Moments.iso(moment));
  }
}
