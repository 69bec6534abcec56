package io.mozpool.server.hardware;

import io.mozpool.plugin.Device;
import io.mozpool.server.database.Database;
import io.mozpool.server.json.Json;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads where devices are found by their drivers. */
@Singleton
public final class Targets {

  private static final String ALL =
      "select d.id, d.name, d.fqdn, d.mac_address, d.serial, d.attributes, d.addresses,"
          + " d.relay_info, d.imaging_server_id, t.type from devices d"
          + " left join hardware_types t on t.id = d.hardware_type_id";

  private final Database database;
  private final DeviceAddresses addresses;
  private final Json json;

  public Targets(Database database, DeviceAddresses addresses, Json json) {
    this.database = database;
    this.addresses = addresses;
    this.json = json;
  }

  /** The target of a device's row. */
  public Optional<Target> target(long device) {
    return database.first(this::read, ALL + " where d.id = ?", device);
  }

  /** The targets of all devices. */
  public List<Target> all() {
    return database.all(this::read, ALL);
  }

  /**
   * A target from a query with the columns of devices and the {@code type} of their hardware type.
   */
  public Target read(ResultSet row) throws SQLException {
    Device device =
        new Device(
            row.getString("name"),
            row.getString("fqdn"),
            row.getString("mac_address"),
            row.getString("serial"),
            orEmpty(row.getString("type")),
            json.map(row.getString("attributes")));
    Map<String, String> own = json.map(row.getString("addresses"));
    String relayInfo = orEmpty(row.getString("relay_info"));
    Map<Facet, String> byFacet = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      addresses.of(facet, device, own, relayInfo).ifPresent(address -> byFacet.put(facet, address));
    }
    return new Target(row.getLong("id"), row.getLong("imaging_server_id"), device, byFacet);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
