package io.mozpool.server.inventory;

import io.mozpool.host.Bound;
import io.mozpool.host.Registry;
import io.mozpool.host.call.GuardedCall;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.Outage;
import io.mozpool.server.image.HardwareType;
import io.mozpool.server.image.HardwareTypeRepository;
import io.mozpool.server.json.Json;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts and updates the devices that an inventory source names. A device's identity is source and
 * inventory id.
 */
@Singleton
public final class InventorySync {

  private static final Logger LOG = LoggerFactory.getLogger(InventorySync.class);
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Set<String> RESERVED_NAMES = Set.of("any", "list");

  private final Registry registry;
  private final GuardedCalls calls;
  private final Database database;
  private final HardwareTypeRepository hardwareTypes;
  private final ImagingServer server;
  private final Json json;
  private final Clock clock;

  InventorySync(
      Registry registry,
      GuardedCalls calls,
      Database database,
      HardwareTypeRepository hardwareTypes,
      ImagingServer server,
      Json json,
      Clock clock) {
    this.registry = registry;
    this.calls = calls;
    this.database = database;
    this.hardwareTypes = hardwareTypes;
    this.server = server;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Reads a source and stores what it says. Blocks until that is done.
   *
   * @throws IllegalArgumentException where no plugin has a source of that name
   * @throws CompletionException where the source could not be read; nothing is changed then
   */
  public void sync(String source) {
    Bound<InventorySource> bound =
        Optional.ofNullable(registry.inventorySources().get(source))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "mozpool.inventory: expected one of %s, not '%s'"
                            .formatted(registry.inventorySources().keySet(), source)));
    List<InventoryRecord> records =
        calls
            .submit(
                GuardedCall.free(
                    bound, "inventory " + source, DEADLINE, DEADLINE, bound.driver()::devices))
            .join();
    Map<HardwareType, Integer> types = new HashMap<>();
    int inserted = 0;
    for (InventoryRecord record : records) {
      if (RESERVED_NAMES.contains(record.device().name())) {
        LOG.error("inventory {}: no device can be called '{}'", source, record.device().name());
        continue;
      }
      int type = types.computeIfAbsent(typeOf(record), this::idOf);
      if (store(source, record, type)) {
        inserted++;
      }
    }
    LOG.info("inventory {}: {} devices, {} of them new", source, records.size(), inserted);
  }

  /** Whether it is new; one device that the database refuses does not keep the others away. */
  private boolean store(String source, InventoryRecord record, int type) {
    try {
      if (update(source, record, type) > 0) {
        return false;
      }
      insert(source, record, type);
      return true;
    } catch (DatabaseException e) {
      if (Outage.caused(e)) {
        throw e;
      }
      LOG.error("inventory {}: device '{}': {}", source, record.device().name(), e.getMessage());
      return false;
    }
  }

  private static HardwareType typeOf(InventoryRecord record) {
    return new HardwareType(null, record.device().board(), record.model());
  }

  private int idOf(HardwareType type) {
    HardwareType stored =
        hardwareTypes
            .findByTypeAndModel(type.type(), type.model())
            .orElseGet(() -> hardwareTypes.save(type));
    return Objects.requireNonNull(stored.id());
  }

  private int update(String source, InventoryRecord record, int type) {
    return database.update(
        "update devices set name = ?, fqdn = ?, mac_address = ?, serial = ?, relay_info = ?,"
            + " addresses = ?, attributes = ?, hardware_type_id = ?"
            + " where inventory_source = ? and inventory_id = ?",
        values(source, record, type).toArray());
  }

  private void insert(String source, InventoryRecord record, int type) {
    String now = Moments.text(Moments.now(clock));
    List<@Nullable Object> values = values(source, record, type);
    values.addAll(Arrays.asList(server.id(), now, now));
    database.update(
        "insert into devices (name, fqdn, mac_address, serial, relay_info, addresses, attributes,"
            + " hardware_type_id, inventory_source, inventory_id, imaging_server_id, state_timeout,"
            + " state_since, environment, state, state_counters)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'none', 'new', '{}')",
        values.toArray());
  }

  /** What the inventory says, in the order in which both statements have it. */
  private List<@Nullable Object> values(String source, InventoryRecord record, int type) {
    Device device = record.device();
    return new ArrayList<>(
        Arrays.asList(
            device.name(),
            device.fqdn(),
            device.macAddress(),
            device.serial(),
            record.addresses().get("power"),
            json.text(withoutPower(record)),
            json.text(device.attributes()),
            type,
            source,
            record.inventoryId()));
  }

  /** Power is shown as {@code relay_info}, as it has always been. */
  private static Map<String, String> withoutPower(InventoryRecord record) {
    Map<String, String> others = new HashMap<>(record.addresses());
    others.remove("power");
    return others;
  }
}
