package io.mozpool.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class InventorySyncTest {

  private static final String SOURCE = "scripted";

  @TempDir Path directory;
  private TestServer server;

  @BeforeEach
  void open() {
    server = TestServer.start(directory, Map.of("lifecycle.new", "1h"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aSourceThatNobodyHasIsRefused() {
    assertThatThrownBy(() -> server.part(InventorySync.class).sync("nope"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[scripted]")
        .hasMessageContaining("'nope'");
  }

  @Test
  void namesThatPathsNeedAreRefusedAndTheOthersAreTaken() {
    sync(record(1, "any", "panda"), record(2, "list", "panda"), record(3, "good", "panda"));

    assertThat(names()).containsExactly("good");
  }

  @Test
  void aNameThatAnotherDeviceHasIsRefusedAndTheOthersAreTaken() {
    server.rows().panda("taken", "locked_out");

    sync(record(1, "first", "panda"), record(2, "taken", "panda"), record(3, "last", "panda"));

    assertThat(names()).containsExactly("first", "last", "taken");
    assertThat(server.text("select state from devices where name = 'taken'"))
        .isEqualTo("locked_out");
  }

  @Test
  void aNewDeviceIsInsertedDueAtOnceWithWhatTheInventorySays() {
    sync(record(7, "fresh", "panda"));

    assertThat(
            server.text(
                "select concat_ws('|', d.name, fqdn, mac_address, serial, environment, relay_info,"
                    + " addresses, attributes, inventory_source, inventory_id, type, model,"
                    + " imaging_server_id, state_counters) from devices d"
                    + " join hardware_types t on t.id = d.hardware_type_id"))
        .isEqualTo(
            "fresh|fresh.fqdn|000000000007|S7|none|outlet:left|{\"probe\":\"ping:x\"}|"
                + "{\"rack\":\"r2\"}|scripted|7|panda|model|1|{}");
    assertThat(
            server.text(
                "select count(*) from devices where state_timeout = state_since and"
                    + " state in ('new', 'pxe_power_cycling', 'pxe_booting')"))
        .isNotEmpty();
  }

  @Test
  void aKnownDeviceIsUpdatedAndItsMachineIsLeftAlone() {
    sync(record(7, "old", "panda"));
    server
        .database()
        .update(
            "update devices set state = 'locked_out', state_timeout = null, state_revision = 9,"
                + " comments = 'mine', environment = 'staging'");

    sync(record(7, "renamed", "bare"));
    sync(record(7, "renamed", "bare"));

    assertThat(
            server.text(
                "select concat_ws('|', d.name, state, state_revision, comments, environment, type)"
                    + " from devices d join hardware_types t on t.id = d.hardware_type_id"))
        .isEqualTo("renamed|locked_out|9|mine|staging|bare");
    assertThat(server.text("select count(*) from devices")).isEqualTo("1");
    assertThat(server.text("select count(*) from hardware_types where model = 'model'"))
        .isEqualTo("2");
  }

  private void sync(InventoryRecord... records) {
    server.hardware().inventory(List.of(records));
    server.part(InventorySync.class).sync(SOURCE);
  }

  private List<String> names() {
    return server.database().all(row -> row.getString(1), "select name from devices order by name");
  }

  private static InventoryRecord record(long id, String name, String board) {
    Device device =
        new Device(
            name, name + ".fqdn", "%012d".formatted(id), "S" + id, board, Map.of("rack", "r2"));
    return new InventoryRecord(
        id, device, "model", "", Map.of("power", "outlet:left", "probe", "ping:x"));
  }
}
