package io.mozpool.server.inventory;

import static io.mozpool.server.inventory.Inventory.listed;
import static io.mozpool.server.inventory.Inventory.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.server.TestServer;
import io.mozpool.server.inventory.Plan.Update;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What comes between a plan and the pool. */
@Tag("database")
@Timeout(60)
class ChangesTest {

  @TempDir Path directory;
  private TestServer server;

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aDeviceThatHasGotARequestMeanwhileIsLockedOutAndKeepsItsLog() {
    insert(record(1, "one"));
    Stored device = store().all().get(0);
    server.rows().set(device.id(), "state = 'ready', state_timeout = null");
    server
        .database()
        .update(
            "insert into device_logs (device_id, ts, source, message)"
                + " values (?, current_timestamp, 'test', 'kept')",
            device.id());
    server.rows().tie(device.id(), server.rows().request("one", "b2g", "ready"));

    SyncReport report = make(List.of(), List.of(), List.of(device));

    assertThat(report.deleted()).isEmpty();
    assertThat(report.lockedOut()).containsExactly("one");
    assertThat(report.problems()).hasSize(1);
    assertThat(server.state(device.id())).isEqualTo("locked_out");
    assertThat(server.log("/api/device/one/log/")).contains("kept");
  }

  @Test
  void aNewDeviceThatTheDatabaseRefusesKeepsNoOtherAway() {
    server.rows().panda("taken", "locked_out");

    SyncReport report =
        make(
            listed("a", record(1, "first"), record(2, "taken"), record(3, "last")),
            List.of(),
            List.of());

    assertThat(report.inserted()).containsExactly("first", "last");
    assertThat(report.problems()).singleElement().asString().startsWith("'taken' (a 2): ");
    assertThat(server.text("select state from devices where name = 'taken'"))
        .isEqualTo("locked_out");
  }

  @Test
  void devicesAreRenamedAllOrNone() {
    insert(record(1, "one"), record(2, "two"), record(3, "three"));
    List<Stored> devices = store().all();
    server.rows().panda("taken", "locked_out");

    SyncReport report =
        make(
            List.of(),
            List.of(
                update(devices.get(0), record(1, "two")),
                update(devices.get(1), record(2, "taken")),
                update(devices.get(2), record(3, "three", "there", ""))),
            List.of());

    assertThat(report.updated()).containsExactly("three");
    assertThat(report.problems()).singleElement().asString().contains("(a 1)", "(a 2)");
    assertThat(store().all())
        .extracting(Stored::name)
        .containsExactly("one", "two", "three", "taken");
  }

  private void insert(InventoryRecord... records) {
    assertThat(make(listed("a", records), List.of(), List.of()).problems()).isEmpty();
  }

  private SyncReport make(List<Listed> insertions, List<Update> updates, List<Stored> deletions) {
    return server
        .part(Changes.class)
        .make(new Plan(insertions, updates, deletions, List.of(), List.of(), 0, List.of()));
  }

  private DeviceStore store() {
    return server.part(DeviceStore.class);
  }

  private static Update update(Stored before, InventoryRecord after) {
    return new Update(before, listed("a", after).get(0));
  }
}
