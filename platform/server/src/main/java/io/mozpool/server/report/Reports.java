package io.mozpool.server.report;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.DeviceClass;
import io.mozpool.server.text.TextLimit;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Counts devices by class, and finds those that have failed; of all servers. */
@Singleton
final class Reports {

  private static final String COUNTS =
      """
      select t.type, t.model, d.state, r.request_id is not null as tied, count(*) as devices
      from devices d
        left join hardware_types t on t.id = d.hardware_type_id
        left join device_requests r on r.device_id = d.id
      group by t.type, t.model, d.state, r.request_id is not null
      order by t.type, t.model
      """;

  private static final String DEVICES =
      """
      select d.id, d.name, d.state, d.state_since, d.comments, r.request_id is not null as tied
      from devices d left join device_requests r on r.device_id = d.id order by d.name
      """;

  private static final String LAST_LINE =
      "select message from device_logs where device_id = ? and %s order by ts desc, id desc limit 1";

  private static final String LAST_ERROR =
      LAST_LINE.formatted(
          "source <> 'statemachine'"
              + " and (lower(message) like '%fail%' or lower(message) like '%error%')");

  private static final String LAST_FAILURE =
      LAST_LINE.formatted("source = 'statemachine' and message like '%-> failed\\_%'");

  private record Type(String type, String model) {}

  private record Count(Type type, DeviceClass deviceClass, int devices) {}

  private record Failed(
      long id, String name, String state, @Nullable String since, @Nullable String comments) {}

  private final Database database;
  private final Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle;

  Reports(Database database, Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle) {
    this.database = database;
    this.lifecycle = lifecycle;
  }

  List<HardwareTypeStatus> status() {
    Map<Type, Map<DeviceClass, Integer>> byType = new LinkedHashMap<>();
    for (Count count : database.all(this::count, COUNTS)) {
      byType
          .computeIfAbsent(count.type(), type -> new EnumMap<>(DeviceClass.class))
          .merge(count.deviceClass(), count.devices(), Integer::sum);
    }
    return byType.entrySet().stream().map(each -> item(each.getKey(), each.getValue())).toList();
  }

  List<FailedDevice> failed() {
    return database.all(this::failed, DEVICES).stream()
        .flatMap(Optional::stream)
        .map(
            device ->
                new FailedDevice(
                    device.name(),
                    device.state(),
                    device.since(),
                    TextLimit.LOG_MESSAGE.cutOrNull(lastError(device.id()).orElse(null)),
                    device.comments()))
        .toList();
  }

  private Optional<String> lastError(long device) {
    return database
        .first(row -> row.getString(1), LAST_ERROR, device)
        .or(() -> database.first(row -> row.getString(1), LAST_FAILURE, device));
  }

  private Count count(ResultSet row) throws SQLException {
    return new Count(
        new Type(orEmpty(row.getString("type")), orEmpty(row.getString("model"))),
        deviceClass(row),
        row.getInt("devices"));
  }

  private Optional<Failed> failed(ResultSet row) throws SQLException {
    if (deviceClass(row) != DeviceClass.FAILED) {
      return Optional.empty();
    }
    return Optional.of(
        new Failed(
            row.getLong("id"),
            row.getString("name"),
            row.getString("state"),
            Moments.iso(row.getObject("state_since", LocalDateTime.class)),
            TextLimit.COMMENTS.cutOrNull(row.getString("comments"))));
  }

  private DeviceClass deviceClass(ResultSet row) throws SQLException {
    return DeviceClass.of(row.getString("state"), row.getBoolean("tied"), lifecycle.states());
  }

  private static HardwareTypeStatus item(Type type, Map<DeviceClass, Integer> counts) {
    return new HardwareTypeStatus(
        type.type(),
        type.model(),
        counts.getOrDefault(DeviceClass.IN_USE, 0),
        counts.getOrDefault(DeviceClass.IDLE, 0),
        counts.getOrDefault(DeviceClass.PROCESSING, 0),
        counts.getOrDefault(DeviceClass.FAILED, 0),
        counts.getOrDefault(DeviceClass.LOCKED_OUT, 0));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
