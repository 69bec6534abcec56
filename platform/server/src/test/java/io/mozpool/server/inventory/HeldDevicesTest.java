package io.mozpool.server.inventory;

import static io.mozpool.server.inventory.Inventory.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose devices leave the inventory, come back, or get another name. */
@Tag("database")
@Timeout(60)
class HeldDevicesTest {

  @TempDir Path directory;
  private TestServer server;

  @BeforeEach
  void open() {
    server =
        TestServer.start(
            directory,
            Map.of(
                "inventory", List.of("scripted"),
                "inventory-interval", "0s",
                "lifecycle.finding_device", "300ms"));
    await().until(() -> server.hardware().count("inventory scripted") == 1);
    sync();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"named, failed_bad_device", "any, finding_device"})
  void aRequestThatWaitsForItIsToldAtOnce(String wish, String state) {
    long device = inPool("named", "pxe_booting");
    long request = server.rows().request(wish, "b2g", "pending");
    server.rows().tie(device, request);

    inventory();

    await().until(() -> state(request), state::equals);
    assertThat(server.state(device)).isEqualTo("locked_out");
  }

  @Test
  void aRequestThatUsesItIsToldAndKeepsIt() {
    long device = inPool("used", "ready");
    long request = server.rows().request("used", "b2g", "ready");
    server.rows().tie(device, request);

    inventory();

    String told = "used, which this request holds: inventory 'scripted' does not name it any more";
    Answer details = server.get("/api/request/" + request + "/details/");
    assertThat(details.text("state")).isEqualTo("ready");
    assertThat(details.text("assigned_device")).isEqualTo("used");
    assertThat(details.text("interference")).startsWith(told);
    await()
        .untilAsserted(
            () ->
                assertThat(server.log("/api/request/" + request + "/log/"))
                    .anyMatch(line -> line.startsWith(told))
                    .noneMatch(line -> line.contains("not accepted")));
  }

  @Test
  void aDeviceThatTheSyncLockedOutComesBackByASelfTestOnceNobodyUsesIt() {
    long device = inPool("back", "ready");
    long request = server.rows().request("back", "b2g", "ready");
    server.rows().tie(device, request);
    inventory();
    assertThat(server.state(device)).isEqualTo("locked_out");

    Answer held = inventory(record(1, "back"));
    assertThat(held.list("taken_back")).isEmpty();
    assertThat(held.text("problems.0")).contains("'back'", "request " + request, "until");
    assertThat(server.state(device)).isEqualTo("locked_out");

    server.post("/api/request/" + request + "/return/");
    assertThat(sync().list("taken_back")).isEqualTo(List.of("back"));
    assertThat(server.state(device)).isIn("pc_power_cycling", "pc_rebooting");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aDeviceThatAPersonLockedOutStaysLockedOut(boolean afterTheSync) {
    long device = inPool("locked", "ready");
    server.rows().tie(device, server.rows().request("locked", "b2g", "ready"));
    if (afterTheSync) {
      inventory();
      force("locked_out", "troubleshooting");
      force("troubleshooting", "locked_out");
    } else {
      force("ready", "locked_out");
      inventory();
    }
    server.database().update("delete from device_requests");

    Answer answer = inventory(record(1, "locked"));

    assertThat(answer.list("taken_back")).isEmpty();
    assertThat(answer.list("problems")).isEmpty();
    assertThat(server.state(device)).isEqualTo("locked_out");
  }

  @Test
  void requestsFollowTheirDevicesThroughAnExchangeOfNames() {
    long left = inPool("left", "troubleshooting");
    inventory(record(1, "left"), record(2, "right"));
    long waiting = waiting("left");
    long other = waiting("right");
    long over = server.rows().request("left", "b2g", "closed");

    assertThat(inventory(record(1, "right"), record(2, "left")).list("problems")).isEmpty();

    assertThat(wish(waiting)).isEqualTo("right");
    assertThat(wish(other)).isEqualTo("left");
    assertThat(wish(over)).isEqualTo("left");
    assertThat(server.post("/api/device/right/state-change/troubleshooting/to/ready/").status())
        .isEqualTo(200);
    await()
        .until(
            () -> server.text("select last_device_id from requests where id = ?", waiting),
            Long.toString(left)::equals);
  }

  @Test
  void aRequestThatWaitsForADeletedDeviceEndsAsNotFound() {
    inPool("gone", "troubleshooting");
    long waiting = waiting("gone");

    assertThat(inventory().list("deleted")).isEqualTo(List.of("gone"));

    await().until(() -> state(waiting), "failed_device_not_found"::equals);
  }

  private long inPool(String name, String state) {
    inventory(record(1, name));
    long device = Long.parseLong(server.text("select id from devices where name = ?", name));
    server
        .rows()
        .set(device, "state = ?, state_timeout = null, state_revision = state_revision + 1", state);
    return device;
  }

  private long waiting(String device) {
    return server
        .post(
            "/api/device/" + device + "/request/",
            "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"android\", \"wait\": true}")
        .number("request.id");
  }

  private Answer inventory(InventoryRecord... records) {
    server.hardware().inventory("scripted", records);
    return sync();
  }

  private Answer sync() {
    return server.post("/api/admin/inventory-sync/", "{\"ship_it\": true}");
  }

  private void force(String from, String to) {
    assertThat(server.post("/api/device/locked/state-change/" + from + "/to/" + to + "/").status())
        .isEqualTo(200);
  }

  private String state(long request) {
    return server.text("select state from requests where id = ?", request);
  }

  private String wish(long request) {
    return server.text("select requested_device from requests where id = ?", request);
  }
}
