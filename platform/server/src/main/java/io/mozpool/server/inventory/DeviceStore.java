package io.mozpool.server.inventory;

import io.mozpool.plugin.Device;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServers;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.image.HardwareType;
import io.mozpool.server.image.HardwareTypeRepository;
import io.mozpool.server.inventory.Plan.Update;
import io.mozpool.server.json.Json;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What inventories say of devices, in the database. Nothing else of a device is written, but for
 * what a new one begins with. All methods throw {@link DatabaseException}.
 */
@Singleton
final class DeviceStore {

  private static final String ALL =
      """
      select d.id, d.name, d.fqdn, d.inventory_source, d.inventory_id, d.mac_address, d.serial,
        d.relay_info, d.addresses, d.attributes, t.type, t.model, s.fqdn as imaging_server, d.state,
        d.locked_by_sync, r.request_id
      from devices d
        join imaging_servers s on s.id = d.imaging_server_id
        left join hardware_types t on t.id = d.hardware_type_id
        left join device_requests r on r.device_id = d.id
      order by d.id
      """;

  private static final String ID = "select id from devices where name = ?";

  private static final String RENAME = "update devices set name = ? where id = ?";

  /** A request that waits for a device follows it to its new name. */
  private static final String FOLLOW =
      "update requests set requested_device = ? where requested_device = ?"
          + " and state <> 'closed' and state not like 'failed\\_%'";

  private static final String UPDATE =
      "update devices set name = ?, fqdn = ?, mac_address = ?, serial = ?, relay_info = ?,"
          + " addresses = ?, attributes = ?, hardware_type_id = ?, imaging_server_id = ?"
          + " where id = ?";

  private static final String INSERT =
      "insert into devices (name, fqdn, mac_address, serial, relay_info, addresses, attributes,"
          + " hardware_type_id, imaging_server_id, inventory_source, inventory_id, state_timeout,"
          + " state_since, environment, state, state_counters)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'none', 'new', '{}')";

  private final Database database;
  private final HardwareTypeRepository hardwareTypes;
  private final ImagingServers servers;
  private final Json json;
  private final Clock clock;
  private final Changes changes;

  DeviceStore(
      Database database,
      HardwareTypeRepository hardwareTypes,
      Json json,
      Clock clock,
      Changes changes) {
    this.database = database;
    this.hardwareTypes = hardwareTypes;
    this.servers = new ImagingServers(database);
    this.json = json;
    this.clock = clock;
    this.changes = changes;
  }

  /** All devices of the pool, by their rows. */
  List<Stored> all() {
    return database.all(this::read, ALL);
  }

  void insert(Listed device) {
    String now = Moments.text(Moments.now(clock));
    List<@Nullable Object> values = values(device.description());
    values.addAll(
        Arrays.asList(device.identity().source(), device.identity().inventoryId(), now, now));
    database.together(List.of(SqlStatement.of(INSERT, values.toArray())));
    database.first(row -> row.getLong(1), ID, device.name()).ifPresent(changes::device);
  }

  void update(Update update) {
    database.together(List.of(statement(update)));
    changes.device(update.before().id());
  }

  /** Updates all of them or none: each may get the name that another one gives up. */
  void rename(List<Update> updates) {
    List<SqlStatement> statements = new ArrayList<>();
    for (Update update : updates) {
      statements.add(SqlStatement.of(RENAME, meanwhile(update), update.before().id()));
    }
    for (Update update : updates) {
      statements.add(SqlStatement.of(FOLLOW, meanwhile(update), update.before().name()));
    }
    updates.forEach(update -> statements.add(statement(update)));
    for (Update update : updates) {
      statements.add(SqlStatement.of(FOLLOW, update.after().name(), meanwhile(update)));
    }
    database.together(statements);
    for (Update update : updates) {
      changes.deviceGone(update.before().name());
      changes.device(update.before().id());
    }
  }

  private static String meanwhile(Update update) {
    return "~" + update.before().id();
  }

  /** Removes a device and its logs; refused where a request holds it by now. */
  void delete(Stored device) {
    database.together(
        List.of(
            SqlStatement.of("delete from request_failures where device_id = ?", device.id()),
            SqlStatement.of("delete from device_logs where device_id = ?", device.id()),
            SqlStatement.of("delete from devices where id = ?", device.id())));
    changes.deviceGone(device.name());
  }

  private SqlStatement statement(Update update) {
    List<@Nullable Object> values = values(update.after().description());
    values.add(update.before().id());
    return SqlStatement.of(UPDATE, values.toArray());
  }

  /** In the order in which both statements have them. */
  private List<@Nullable Object> values(Description description) {
    Device device = description.device();
    return new ArrayList<>(
        Arrays.asList(
            device.name(),
            device.fqdn(),
            device.macAddress(),
            device.serial(),
            description.power().isEmpty() ? null : description.power(),
            json.text(description.addresses()),
            json.text(device.attributes()),
            hardwareType(new HardwareType(null, device.board(), description.model())),
            servers.named(description.imagingServer()).id()));
  }

  private int hardwareType(HardwareType type) {
    HardwareType stored =
        hardwareTypes.findByTypeAndModel(type.type(), type.model()).orElseGet(() -> added(type));
    return Objects.requireNonNull(stored.id());
  }

  private HardwareType added(HardwareType type) {
    HardwareType saved = hardwareTypes.save(type);
    changes.catalogue();
    return saved;
  }

  private Stored read(ResultSet row) throws SQLException {
    Device device =
        new Device(
            row.getString("name"),
            row.getString("fqdn"),
            row.getString("mac_address"),
            row.getString("serial"),
            orEmpty(row.getString("type")),
            json.map(row.getString("attributes")));
    boolean lockedOut = row.getString("state").equals(Stored.LOCKED_OUT);
    return new Stored(
        row.getLong("id"),
        new Identity(row.getString("inventory_source"), row.getLong("inventory_id")),
        new Description(
            device,
            orEmpty(row.getString("model")),
            row.getString("imaging_server"),
            orEmpty(row.getString("relay_info")),
            json.map(row.getString("addresses"))),
        row.getObject("request_id") != null,
        lockedOut,
        lockedOut && row.getBoolean("locked_by_sync"));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
