package io.mozpool.server.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootProfile;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.server.Answer;
import io.mozpool.server.ScriptedHardware;
import io.mozpool.server.TestServer;
import io.mozpool.server.blame.Blame;
import io.mozpool.server.blame.ImageOnType;
import io.mozpool.server.database.PoolRows;
import io.mozpool.server.hardware.BootFileFinder;
import io.mozpool.server.hardware.DeviceAddresses;
import io.mozpool.server.hardware.Targets;
import io.mozpool.server.json.Json;
import io.mozpool.server.retention.Retention;
import io.mozpool.server.stream.Listener;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that people, boards and commands ask of a server. */
final class BusyDay {

  /** Answers every name that is a device's. */
  private static final class AnyLayout implements BootLayout {

    @Override
    public String name() {
      return "any";
    }

    @Override
    public Optional<String> deviceId(String requestedName) {
      return Optional.of(requestedName);
    }

    @Override
    public Optional<BootFile> file(Device device, BootProfile profile, String requestedName) {
      return Optional.of(BootFile.of(profile.contents()));
    }
  }

  private final TestServer server;

  BusyDay(TestServer server) {
    this.server = server;
  }

  void live() throws Exception {
    look();
    watch();
    try (Listener listener = Listener.on(server.port(), "?log=device:d9&log=request:9")) {
      listener.next("hello");
      change();
      administer();
      image();
      listener.next("request");
    }
    testThemselves();
    failAndBeForgotten();
    struggle();
    accuse();
    askUnderALease();
    syncInventory();
    bootFromTheNetwork();
    server.part(Retention.class).expire();
  }

  private void look() {
    for (String path :
        List.of(
            "device/list/",
            "device/list/?details",
            "environment/list/",
            "device/d9/",
            "device/d9/status/",
            "device/d9/log/",
            "device/d9/log/?limit=10",
            "device/d9/log/?timeperiod=60",
            "device/d9/bootconfig/",
            "device/d9/state/",
            "device/d9/ping/",
            "request/list/",
            "request/list/?include_closed=1",
            "request/list/?limit=5",
            "request/list/?include_closed&limit=5&before=50",
            "request/9/details/",
            "request/9/status/",
            "request/9/log/",
            "image/list/",
            "bmm/pxe_config/list/",
            "bmm/pxe_config/fake-b2g/details/",
            "report/status/",
            "cluster/",
            "device/d9/requests/",
            "history/devices/",
            "history/requests/",
            "history/transitions/",
            "ui-settings/",
            "report/failed/",
            "admin/images/",
            "admin/images/b2g/",
            "admin/pxe-configs/",
            "admin/pxe-configs/fake-b2g/",
            "admin/hardware-types/",
            "admin/hardware-types/panda/ES%20Rev%20B2/")) {
      assertThat(server.get("/api/" + path).status()).as(path).isEqualTo(200);
    }
  }

  private void watch() {
    assertThat(server.get("/metrics").body()).contains("mozpool_devices{");
    assertThat(server.get("/health/readiness").status()).isEqualTo(200);
  }

  private void change() {
    assertThat(server.send("GET", "/api/image/list/", null, "Origin", "http://there").status())
        .isEqualTo(200);
    done("POST", "device/d9/set-comments/", "{\"comments\": \"loud\"}");
    done("POST", "device/d9/set-environment/", "{\"environment\": \"e9\"}");
    done("POST", "device/d6001/power-cycle/", "{\"pxe_config\": \"fake-b2g\"}");
    done("POST", "device/d6001/power-cycle/", "{}");
    done("POST", "device/d6001/power-cycle/", "{\"boot_config\": \"{}\"}");
    done("POST", "device/d6001/clear-pxe/", "{}");
    done("POST", "device/d6001/power-off/", "{}");
    done("POST", "device/d6001/event/rubbish/", "{}");
    done("POST", "device/d6001/state-change/locked_out/to/troubleshooting/", "{}");
    server
        .database()
        .update(
            "insert into relay_boards (name, fqdn, imaging_server_id) values ('r1', 'r1:1', 1)");
    done("GET", "relay/r1/test/", null);
  }

  private void administer() {
    done("PUT", "admin/hardware-types/panda/C/", "{}");
    done("PUT", "admin/images/new/", "{\"boot_config_keys\": []}");
    done("PUT", "admin/images/new/", "{\"boot_config_keys\": [\"x\"]}");
    done("PUT", "admin/pxe-configs/new/", "{\"contents\": \"x\"}");
    done("PUT", "admin/pxe-configs/new/", "{\"contents\": \"y\"}");
    done("PUT", "admin/images/new/links/panda/C/", "{\"pxe_config\": \"new\"}");
    done("PUT", "admin/images/new/links/panda/C/", "{\"pxe_config\": \"fake-b2g\"}");
    done("DELETE", "admin/images/new/links/panda/C/", null);
    done("DELETE", "admin/images/new/", null);
    done("DELETE", "admin/pxe-configs/new/", null);
    done("DELETE", "admin/hardware-types/panda/C/", null);
  }

  /** A request whose device gets its image, and another that ends of itself. */
  private void image() {
    String wish =
        "{\"assignee\": \"me\", \"duration\": 3600, \"image\": \"b2g\", \"b2gbase\": \"http://x\"}";
    Answer made = server.post("/api/device/d4600/request/", wish, "Idempotency-Key", "once");
    assertThat(made.status()).as(made.body()).isEqualTo(200);
    long request = made.number("request.id");
    await().until(() -> state("d4600"), "pxe_booting"::equals);
    for (String event :
        List.of("mobile_init_started", "b2g_downloading", "b2g_extracting", "b2g_rebooting")) {
      server.tell("d4600", event);
    }
    await().until(() -> requestState(request), "ready"::equals);
    done("POST", "request/" + request + "/renew/", "{\"duration\": 60}");
    done("POST", "request/" + request + "/event/rubbish/", "{}");
    done("POST", "request/" + request + "/return/", "");
    await().until(() -> requestState(request), "closed"::equals);

    done("POST", "device/any/request/", wish);
    long expiring = server.rows().request("d1", "android", "ready");
    server
        .database()
        .update(
            "update requests set expires = ? where id = ?",
            PoolRows.in(Duration.ofSeconds(-1)),
            expiring);
    await().until(() -> requestState(expiring), "closed"::equals);
    long forgotten = server.rows().request("d6003", "android", "new");
    server
        .database()
        .update(
            "update requests set state_since = ? where id = ?",
            PoolRows.in(Duration.ofMinutes(-1)),
            forgotten);
    await().until(() -> requestState(forgotten), "finding_device"::equals);
    done("GET", "request/" + forgotten + "/candidates/", null);
    giveUp();
  }

  private void giveUp() {
    long request = server.rows().request("any", "b2g", "finding_device");
    server
        .database()
        .update(
            "update requests set environment = 'nowhere', state_counters ="
                + " '{\"finding_device\":59}', state_timeout = ? where id = ?",
            PoolRows.in(Duration.ofSeconds(-1)),
            request);
    await().until(() -> requestState(request), "failed_device_not_found"::equals);
  }

  /** A device that has failed before is well again. */
  private void testThemselves() {
    server.rows().set(id("d4700"), "failures = 1");
    done("POST", "device/d4700/event/please_self_test/", "{}");
    await().until(() -> state("d4700"), "pxe_booting"::equals);
    for (String event : List.of("mobile_init_started", "self_test_running", "self_test_ok")) {
      server.tell("d4700", event);
    }
    await().until(() -> state("d4700"), "ready"::equals);
  }

  /** Devices that fail with an image, at once or in the end, and one that answers no more. */
  private void failAndBeForgotten() {
    long victim = id("d6005");
    server
        .rows()
        .set(victim, "state = 'b2g_extracting', next_image_id = 1, next_boot_config = '{}'");
    server.rows().tie(victim, server.rows().request("d6005", "b2g", "pending"));
    server.tell("d6005", "failed_bad_image");
    await().until(() -> state("d6005"), "pxe_booting"::equals);

    long tired = id("d6007");
    server
        .rows()
        .set(
            tired,
            "state = 'b2g_extracting', state_counters = '{\"b2g_extracting\":10}',"
                + " state_timeout = ?",
            PoolRows.in(Duration.ofSeconds(-1)));
    server.rows().tie(tired, server.rows().request("any", "b2g", "pending"));
    await().until(() -> state("d6007"), state -> !state.equals("b2g_extracting"));

    server.hardware().on("probe d4800", ScriptedHardware.NO);
    server.rows().set(id("d4800"), "state_timeout = ?", PoolRows.in(Duration.ofSeconds(-1)));
    await().until(() -> !state("d4800").equals("ready"));
  }

  /** A device fails once more, and another one failed as often. */
  private void struggle() {
    server.rows().set(id("d6013"), "state = 'pxe_booting', failures = 3");
    server
        .rows()
        .set(
            id("d6015"),
            "state = 'pxe_booting', next_image_id = 1, failures = 2, state_timeout = ?",
            PoolRows.in(Duration.ofSeconds(-1)));
    await()
        .until(() -> server.text("select failures from devices where name = 'd6015'"), "3"::equals);
    done("GET", "report/struggling/", null);
  }

  /**
   * Two devices fail to boot an image, and pass their self-tests; who waits for it waits no more.
   */
  private void accuse() {
    long waiting = server.rows().request("any", "b2g", "finding_device");
    Blame blame = server.part(Blame.class);
    for (String device : List.of("d6009", "d6011")) {
      server.database().together(blame.failed(id(device), new ImageOnType(1, 1)));
      server.database().together(List.of(blame.passed(id(device))));
    }
    await().until(() -> requestState(waiting), state -> !state.equals("finding_device"));
    server.database().update("update devices set state = 'locked_out' where next_image_id = 1");
    server.database().update("delete from device_requests where request_id > ?", FullPool.REQUESTS);
    done("GET", "request/" + waiting + "/candidates/", null);
  }

  /** As another server does, for a request that no longer holds the device. */
  private void askUnderALease() {
    String path = "/api/device/d6001/event/please_self_test/";
    assertThat(server.send("POST", path, "{}", "X-MozPool-Request", "7").status()).isEqualTo(409);
  }

  /** Devices come, get another name, move to another server, and go, one while it is held. */
  private void syncInventory() {
    sync(record(1, "s1", ""), record(2, "s2", ""), record(3, "s3", ""));
    sync(record(1, "s1", ""), record(2, "renamed", ""), record(3, "s3", "there"));
    server.rows().tie(id("s1"), server.rows().request("s1", "b2g", "ready"));
    sync();
  }

  private void sync(InventoryRecord... records) {
    server.hardware().inventory("scripted", records);
    done("POST", "admin/inventory-sync/", "{\"ship_it\": true}");
  }

  private static InventoryRecord record(long id, String name, String imagingServer) {
    Device device =
        new Device(name, name + ".fqdn", "0b%010x".formatted(id), "T" + id, "panda", Map.of());
    return new InventoryRecord(
        id, device, "ES Rev B2", imagingServer, Map.of("power", "outlet:" + name));
  }

  private void bootFromTheNetwork() {
    BootFileFinder finder =
        new BootFileFinder(
            server.database(),
            new Targets(server.database(), new DeviceAddresses(Map.of()), server.part(Json.class)),
            List.of(new AnyLayout()),
            Optional.empty(),
            "10.0.0.5",
            "here");
    InetAddress board = InetAddress.getLoopbackAddress();
    finder.find("000000000009", board);
    finder.find("S9", board);
  }

  private long id(String device) {
    return server
        .database()
        .first(row -> row.getLong(1), "select id from devices where name = ?", device)
        .orElseThrow();
  }

  private String state(String device) {
    return server.get("/api/device/" + device + "/state/").text("state");
  }

  private String requestState(long request) {
    return server.text("select state from requests where id = ?", request);
  }

  private void done(String method, String path, @Nullable String body) {
    Answer answer = server.send(method, "/api/" + path, body);
    assertThat(answer.status()).as(method + " " + path + ": " + answer).isBetween(200, 299);
  }
}
