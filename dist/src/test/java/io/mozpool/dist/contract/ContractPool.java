package io.mozpool.dist.contract;

import io.mozpool.server.database.Database;
import org.jspecify.annotations.Nullable;

/** The pool that the cases of the contract were asked of. */
final class ContractPool {

  static final String HERE = "localhost:8010";
  static final String THERE = "other.example.com";

  private static final int DEVICES = 10;
  private static final int RELAYS_OF_A_BANK = 8;

  private final Database database;
  private final String relayBoard;

  /**
   * @param relayBoard host and port of a relay board that answers
   */
  ContractPool(Database database, String relayBoard) {
    this.database = database;
    this.relayBoard = relayBoard;
  }

  /** Stores it, in a database that knows no more than this server. */
  void fill() {
    database.update("insert into imaging_servers (id, fqdn) values (2, ?)", THERE);
    database.update(
        "insert into hardware_types (id, type, model) values (1, 'panda', 'ES Rev B2')");
    images();
    pxeConfigs();
    relayBoards();
    for (int i = 0; i < DEVICES; i++) {
      String relay =
          relayBoard + ":bank" + (i / RELAYS_OF_A_BANK + 1) + ":relay" + (i % RELAYS_OF_A_BANK + 1);
      String environment = i % 2 == 0 ? "even" : "odd";
      device(i + 1, "device" + (i + 1), 1, "off", environment, relay, 1111 * (i + 1), i, "");
    }
    device(11, "otherdev", 2, "ready", "elsewhere", "relay-other:bank1:relay1", 1, 0xff, "");
    device(12, "norelay", 1, "off", "none", "relay-dead:bank1:relay1", 2, 0xfe, null);
  }

  private void images() {
    database.update(
        """
        insert into images (id, name, boot_config_keys, can_reuse, hidden, has_sut_agent) values
          (1, 'b2g', '["b2gbase"]', 0, 0, 0), (2, 'android', '[]', 1, 0, 0), (3, 'self-test', '[]', 0, 1, 0),
          (4, 'maintenance', '[]', 0, 1, 0), (5, 'nopxe', '["a", "b"]', 1, 0, 1)
        """);
  }

  private void pxeConfigs() {
    database.update(
        """
        insert into pxe_configs (id, name, description, contents, active) values
          (1, 'fake-b2g', 'fake b2g config', 'mobile-imaging-url=fake/b2g-second-stage.sh', 1),
          (2, 'fake-android', 'fake android config', 'mobile-imaging-url=fake/android-second-stage.sh', 1),
          (3, 'fake-selftest', 'fake self-test config', 'mobile-imaging-url=fake/selftest-second-stage.sh', 1),
          (4, 'fake-maintenance', 'fake maintenance config',
            'mobile-imaging-url=fake/maintenance-second-stage.sh ip=%IPADDRESS%', 1),
          (5, 'old-b2g', null, null, 0)
        """);
    database.update(
        "insert into image_pxe_configs (image_id, hardware_type_id, pxe_config_id)"
            + " values (1, 1, 1), (2, 1, 2), (3, 1, 3), (4, 1, 4)");
  }

  private void relayBoards() {
    database.update(
        "insert into relay_boards (name, fqdn, imaging_server_id) values"
            + " ('relay-1', ?, 1), ('relay-dead', 'localhost:2999', 1), ('relay-other', 'relay-other', 2)",
        relayBoard);
  }

  private void device(
      int id,
      String name,
      int server,
      String state,
      String environment,
      String relay,
      int inventory,
      int mac,
      @Nullable String bootConfig) {
    database.update(
        "insert into devices (id, name, fqdn, imaging_server_id, state, environment, relay_info,"
            + " inventory_id, mac_address, boot_config, hardware_type_id, state_counters)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, '{}')",
        id,
        name,
        name + ".fqdn",
        server,
        state,
        environment,
        relay,
        inventory,
        "%012x".formatted(mac),
        bootConfig);
  }
}
