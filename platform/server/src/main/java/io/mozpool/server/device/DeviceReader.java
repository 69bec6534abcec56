package io.mozpool.server.device;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Keys;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.DeviceSummary.HardwareTypeItem;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.machine.Counters;
import io.mozpool.server.name.DeviceNames;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.web.ApiException;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the API says of devices, of all servers. */
@Singleton
public final class DeviceReader {

  /**
   * Read by position: names would be a sixth of what a list of all devices takes. The left joins
   * have the database begin with devices, which are in order then; else it may begin with servers
   * and sort, which takes twice as long.
   */
  private static final String SUMMARY =
      """
      select d.id, d.name, d.fqdn, d.inventory_id, d.mac_address, s.fqdn, d.relay_info,
        d.state, d.comments, i.name, d.boot_config, d.environment, r.request_id,
        t.type, t.model, d.state_since, d.state_timeout, d.state_counters, d.last_contact,
        d.last_contact_by, q.assignee
      from devices d
        left join imaging_servers s on s.id = d.imaging_server_id
        left join images i on i.id = d.image_id
        left join device_requests r on r.device_id = d.id
        left join requests q on q.id = r.request_id
        left join hardware_types t on t.id = d.hardware_type_id
      """;

  /** Lists go without, which are read all the time. */
  private static final String FAILURES =
      "select failures, last_error, last_error_at from devices where id = ?";

  /** What most routes need to know first. */
  public record Known(long id, String state) {}

  /** How much of a stored text is shown. */
  private interface Form {

    @Nullable String of(TextLimit limit, @Nullable String text);
  }

  private final Database database;
  private final Targets targets;
  private final Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle;
  private final Tries.Reader tries;

  DeviceReader(
      Database database,
      Targets targets,
      Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> lifecycle) {
    this.database = database;
    this.targets = targets;
    this.lifecycle = lifecycle;
    this.tries = new Tries.Reader(lifecycle);
  }

  /**
   * Finds a device by its name, compared exactly.
   *
   * @throws ApiException 404, which names one that differs in case alone
   */
  public Known known(String name) {
    return database
        .first(
            row -> new Known(row.getLong(1), row.getString(2)),
            "select id, state from devices where name = ?",
            name)
        .orElseThrow(() -> DeviceNames.unknown(database, name));
  }

  /** The first names behind one, in their order. */
  List<String> namesBehind(String name, int count) {
    return database.all(
        row -> row.getString(1),
        "select name from devices where name > ? order by name limit ?",
        name,
        count);
  }

  /** The first devices behind a row, in the order of the rows. */
  List<DeviceSummary> summariesBehind(long id, int count) {
    return database.all(
        this::summary, SUMMARY + " where d.id > ? order by d.id limit ?", id, count);
  }

  /** Those of these rows that there are, as lists show them. */
  public List<DeviceSummary> summaries(Collection<Long> ids) {
    return Keys.read(ids, some -> database.all(this::summary, SUMMARY + " where d.id in " + some));
  }

  DeviceDetails details(String name) {
    Target target = targets.target(known(name).id()).orElseThrow();
    DeviceFailures failures =
        database.first(DeviceReader::failures, FAILURES, target.id()).orElse(DeviceFailures.NONE);
    return database
        .first(row -> details(row, target, failures), SUMMARY + " where d.name = ?", name)
        .orElseThrow(() -> ApiException.unknown("device", name));
  }

  List<String> environments() {
    return database.all(
        row -> row.getString(1), "select distinct environment from devices order by environment");
  }

  /** The boot config of the next image of a board; an empty object where there is none. */
  String bootConfig(String name) {
    return database
        .first(
            row -> Optional.ofNullable(row.getString(1)),
            "select next_boot_config from devices where " + DeviceNames.ANY_CASE + " = ?",
            DeviceNames.anyCase(name))
        .orElseThrow(() -> ApiException.unknown("device", name))
        .filter(config -> !config.isBlank())
        .orElse("{}");
  }

  private DeviceSummary summary(ResultSet row) throws SQLException {
    return summary(row, TextLimit::cutOrNull);
  }

  private DeviceSummary summary(ResultSet row, Form form) throws SQLException {
    String state = row.getString(8);
    int tied = row.getInt(13);
    Integer request = row.wasNull() ? null : tied;
    return new DeviceSummary(
        row.getInt(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        state,
        form.of(TextLimit.COMMENTS, row.getString(9)),
        row.getString(10),
        form.of(TextLimit.BOOT_CONFIG, row.getString(11)),
        row.getString(12),
        request,
        new HardwareTypeItem(row.getString(14), row.getString(15)),
        Moments.iso(row.getObject(16, LocalDateTime.class)),
        DeviceClass.of(state, request != null, lifecycle.states()).word(),
        form.of(TextLimit.ASSIGNEE, row.getString(21)),
        tries.of(state, row.getString(18)));
  }

  private DeviceDetails details(ResultSet row, Target target, DeviceFailures failures)
      throws SQLException {
    DeviceSummary summary = summary(row, (limit, text) -> text);
    Map<String, String> addresses = new TreeMap<>();
    target.addresses().forEach((facet, text) -> addresses.put(facet.word(), text));
    return new DeviceDetails(
        summary,
        addresses,
        Moments.iso(row.getObject(17, LocalDateTime.class)),
        Counters.parse(row.getString(18)),
        Moments.iso(row.getObject(19, LocalDateTime.class)),
        row.getString(20),
        failures);
  }

  private static DeviceFailures failures(ResultSet row) throws SQLException {
    return new DeviceFailures(
        row.getInt(1), row.getString(2), Moments.iso(row.getObject(3, LocalDateTime.class)));
  }
}
