package io.mozpool.cli.db;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Copies a pool of Mozpool 4.2.1: all but its requests, which belong to clients that wait
 * elsewhere, and its logs.
 */
final class Import {

  /** Images that a plugin installs, which is called as they are. */
  private static final Set<String> INSTALLED = Set.of("android", "b2g");

  private static final String[] DEVICE = {
    "id", "name", "fqdn", "inventory_id", "mac_address", "hardware_type_id", "imaging_server_id",
    "relay_info", "environment", "comments", "state", "boot_config", "next_image_id",
        "next_boot_config"
  };

  /** Stores an entry, under an id of its own. */
  @FunctionalInterface
  private interface Copy {
    long store(Entry entry) throws SQLException, RefusedException;
  }

  private final Reference from;
  private final Rows to;
  private final Map<String, Integer> counts = new LinkedHashMap<>();

  Import(Reference from, Rows to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies all of it.
   *
   * @return how many rows, by table
   * @throws RefusedException where something cannot be taken, or there is a pool already
   */
  Map<String, Integer> run(String inventorySource, LocalDateTime now)
      throws SQLException, RefusedException {
    to.requireEmptyPool();
    Ids servers = copy("imaging_servers", this::imagingServer, "id", "fqdn");
    Ids types = copy("hardware_types", this::hardwareType, "id", "type", "model");
    Ids images =
        copy(
            "images",
            this::image,
            "id",
            "name",
            "boot_config_keys",
            "can_reuse",
            "hidden",
            "has_sut_agent");
    Ids configs =
        copy("pxe_configs", this::pxeConfig, "id", "name", "description", "contents", "active");
    copyLinks(images, types, configs);
    copy(
        "relay_boards",
        board -> relayBoard(board, servers),
        "id",
        "name",
        "fqdn",
        "imaging_server_id");
    ImportedDevices devices = new ImportedDevices(servers, types, images, inventorySource, now);
    copy("devices", device -> to.insert(devices.row(device)), DEVICE);
    return counts;
  }

  private Ids copy(String table, Copy copy, String... columns)
      throws SQLException, RefusedException {
    Ids ids = Ids.of(table);
    List<Entry> entries = from.rows(table, columns);
    for (Entry entry : entries) {
      ids.put(entry, copy.store(entry));
    }
    counts.put(table, entries.size());
    return ids;
  }

  private long imagingServer(Entry server) throws SQLException, RefusedException {
    return to.imagingServer(server.text("fqdn", ""));
  }

  private long hardwareType(Entry type) throws RefusedException {
    return to.insert(
        Row.of("hardware_types").set("type", type.text("type")).set("model", type.text("model")));
  }

  private long image(Entry image) throws RefusedException {
    String name = image.text("name", "");
    return to.insert(
        Row.of("images")
            .set("name", name)
            .set("boot_config_keys", image.text("boot_config_keys"))
            .set("can_reuse", image.flag("can_reuse"))
            .set("hidden", image.flag("hidden"))
            .set("has_sut_agent", image.flag("has_sut_agent"))
            .set("installer", INSTALLED.contains(name) ? name : null));
  }

  private long pxeConfig(Entry config) throws RefusedException {
    return to.insert(
        Row.of("pxe_configs")
            .set("name", config.text("name"))
            .set("description", config.text("description"))
            .set("contents", config.text("contents"))
            .set("active", config.flag("active")));
  }

  /** A link to no PXE config says the same as no link. */
  private void copyLinks(Ids images, Ids types, Ids configs) throws RefusedException {
    List<Entry> links =
        from.rows("image_pxe_configs", "image_id", "hardware_type_id", "pxe_config_id").stream()
            .filter(link -> link.text("pxe_config_id") != null)
            .toList();
    for (Entry link : links) {
      to.insert(
          Row.of("image_pxe_configs")
              .set("image_id", images.find(link, "image_id"))
              .set("hardware_type_id", types.find(link, "hardware_type_id"))
              .set("pxe_config_id", configs.find(link, "pxe_config_id")));
    }
    counts.put("image_pxe_configs", links.size());
  }

  private long relayBoard(Entry board, Ids servers) throws RefusedException {
    return to.insert(
        Row.of("relay_boards")
            .set("name", board.text("name"))
            .set("fqdn", board.text("fqdn"))
            .set("imaging_server_id", servers.find(board, "imaging_server_id")));
  }
}
