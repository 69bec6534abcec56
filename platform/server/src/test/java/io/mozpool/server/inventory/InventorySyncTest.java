package io.mozpool.server.inventory;

import static io.mozpool.server.inventory.Inventory.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Syncs by command, over HTTP, after the one at the server's start. */
@Tag("database")
@Timeout(60)
class InventorySyncTest {

  private static final String ROUTE = "/api/admin/inventory-sync/";
  private static final String SHIP_IT = "{\"ship_it\": true}";
  private static final String DRY_RUN = "{\"dry_run\": true}";

  @TempDir Path directory;
  private TestServer server;

  @BeforeEach
  void open() {
    server =
        TestServer.start(
            directory,
            Map.of(
                "inventory", List.of("scripted", "second"),
                "inventory-interval", "0s",
                "ignore-imaging-servers", "stage"));
    await().until(() -> server.hardware().count("inventory second") == 1);
    server.post(ROUTE, DRY_RUN); // waits for the one at the start
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"dry_run\": 1}",
        "{\"ship_it\": \"true\"}",
        "{\"dryrun\": true}",
        "nonsense"
      })
  void aBodyThatIsNoneIsRefusedAndNothingIsRead(String body) {
    long reads = server.hardware().count("inventory scripted");

    assertThat(server.post(ROUTE, body).status()).isEqualTo(400);

    assertThat(server.hardware().count("inventory scripted")).isEqualTo(reads);
  }

  @Test
  void whereNoInventoryCanBeReadTheAnswerSaysWhyAndNothingChanges() {
    stored(record(1, "one"));
    server.hardware().fail("inventory scripted", Reason.UNREACHABLE);
    server.hardware().fail("inventory second", Reason.REFUSED);

    Answer answer = sync(SHIP_IT);

    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.text("detail")).contains("'scripted'", "'second'", "scripted failed");
    assertThat(names()).containsExactly("one");
    assertThat(health()).contains("'scripted'", "'second'");
  }

  @Test
  void theDevicesOfAnInventoryThatFailsStayAndTheOthersAreSynced() {
    stored(record(1, "one"));
    server.hardware().fail("inventory scripted", Reason.TIMED_OUT);
    server.hardware().inventory("second", record(2, "two"));

    Answer answer = sync("");

    assertThat(answer.list("inserted")).isEqualTo(List.of("two"));
    assertThat(answer.text("problems.0")).contains("'scripted'");
    assertThat(names()).containsExactly("one", "two");
    Answer health = server.get("/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.text("details.pool.status")).isEqualTo("DEGRADED");
    assertThat(health.text("status")).isEqualTo("DEGRADED");

    server.hardware().heal("inventory scripted");
    assertThat(sync("").list("problems")).isEmpty();
    assertThat(server.get("/health").text("details.pool.status")).isEqualTo("UP");
  }

  @Test
  void tooManyChangesAreNotMadeUnlessToldToShipThem() {
    stored(records(1, 10));
    server.hardware().inventory("scripted", records(7, 10));

    Answer stopped = sync("");
    assertThat(stopped.status()).isEqualTo(409);
    assertThat(stopped.text("detail")).contains("6 changes", "6 gone", "more than 5");
    assertThat(names()).hasSize(10);
    assertThat(health()).contains("6 changes");

    Answer rehearsed = sync("{\"dry_run\": true, \"ship_it\": true}");
    assertThat(rehearsed.status()).isEqualTo(200);
    assertThat(rehearsed.at("applied")).isEqualTo(false);
    assertThat(rehearsed.list("deleted")).hasSize(6);
    assertThat(rehearsed.text("problems.0")).contains("6 changes");
    assertThat(names()).hasSize(10);

    Answer shipped = sync(SHIP_IT);
    assertThat(shipped.at("applied")).isEqualTo(true);
    assertThat(shipped.number("unchanged")).isEqualTo(4);
    assertThat(names()).containsExactly("d10", "d7", "d8", "d9");
    assertThat(health()).isEqualTo("[]");
  }

  @Test
  void anInventoryThatNamesNobodyDeletesNobodyUnlessToldToShipIt() {
    stored(records(1, 4));
    server.hardware().inventory("scripted");

    Answer stopped = sync("");
    assertThat(stopped.status()).isEqualTo(409);
    assertThat(stopped.text("detail")).contains("'scripted' names no device", "has 4 of it");
    assertThat(sync(DRY_RUN).list("deleted")).hasSize(4);
    assertThat(names()).hasSize(4);

    assertThat(sync(SHIP_IT).list("deleted")).hasSize(4);
  }

  @Test
  void notesOfInventoriesAreInTheAnswerAndAfterwards() {
    stored(record(1, "odd"), record(2, "good"));
    server.hardware().inventory("scripted", record(2, "good"));
    server.hardware().notes("scripted", notes -> notes.leaveOut(1, "odd is left out: what is it?"));

    Answer rehearsed = sync(DRY_RUN);

    assertThat(rehearsed.list("notes"))
        .isEqualTo(List.of("inventory 'scripted': odd is left out: what is it?"));
    assertThat(sync("").list("notes")).hasSize(1);
    assertThat(names()).containsExactly("good", "odd");
    Answer last = server.get(ROUTE);
    assertThat(last.text("last.ending")).isEqualTo("done");
    assertThat(last.text("last.report.notes.0")).contains("odd is left out");
  }

  @Test
  void aDeviceThatARequestHoldsIsLockedOutAndDeletedOnceItIsFree() {
    stored(record(1, "busy"), record(2, "idle"));
    long busy = id("busy");
    server.rows().set(busy, "state = 'ready'");
    server.rows().set(id("idle"), "state = 'ready', state_timeout = null");
    long request = server.rows().request("busy", "b2g", "ready");
    server.rows().tie(busy, request);
    server
        .database()
        .update(
            "insert into request_failures values (?, ?, 0), (?, ?, 0)",
            request,
            busy,
            request,
            id("idle"));
    server.hardware().inventory("scripted");

    Answer first = sync(SHIP_IT);
    assertThat(first.list("deleted")).isEqualTo(List.of("idle"));
    assertThat(first.list("locked_out")).isEqualTo(List.of("busy"));
    assertThat(server.state(busy)).isEqualTo("locked_out");
    await()
        .untilAsserted(
            () ->
                assertThat(server.log("/api/device/busy/log/"))
                    .anyMatch(line -> line.contains("'scripted' does not name it any more")));
    long revision = revision(busy);

    Answer second = sync("");
    assertThat(second.list("locked_out")).isEqualTo(List.of("busy"));
    assertThat(revision(busy)).isEqualTo(revision);

    server.database().update("delete from device_requests");
    assertThat(sync("").list("deleted")).isEqualTo(List.of("busy"));
    assertThat(server.text("select count(*) from device_logs where device_id = ?", busy))
        .isEqualTo("0");
  }

  @Test
  void aHeldDeviceOfAServerThatDoesNotAnswerIsAProblem() {
    stored(record(1, "far", "localhost:1", "outlet:far"));
    server.rows().tie(id("far"), server.rows().request("far", "b2g", "ready"));
    server.hardware().inventory("scripted");

    Answer answer = sync(SHIP_IT);

    assertThat(answer.list("locked_out")).isEmpty();
    assertThat(answer.text("problems.0")).contains("'far'", "cannot be locked out");
    assertThat(names()).containsExactly("far");
  }

  @Test
  void whatTheDriversDoNotUnderstandIsLeftOutAndTheOthersAreTaken() {
    stored(record(1, "known"));
    server
        .hardware()
        .inventory(
            "scripted",
            record(1, "renamed", "", "nonsense"),
            record(2, "bad", "", "nonsense"),
            record(3, "good"),
            record(4, "later", "", "unheard:of"));

    Answer answer = sync("");

    assertThat(answer.list("problems")).hasSize(3);
    assertThat(names()).containsExactly("good", "known", "later");
  }

  @Test
  void aNewDeviceIsInsertedDueAtOnceWithWhatTheInventorySays() {
    stored(record(7, "fresh", "", "outlet:left"));

    assertThat(
            server.text(
                "select concat_ws('|', d.name, fqdn, mac_address, serial, environment, relay_info,"
                    + " addresses, attributes, inventory_source, inventory_id, type, model,"
                    + " imaging_server_id) from devices d"
                    + " join hardware_types t on t.id = d.hardware_type_id"))
        .isEqualTo(
            "fresh|fresh.fqdn|0a0000000007|S7|none|outlet:left|{\"probe\":\"scripted:x\"}|"
                + "{\"rack\":\"r2\"}|scripted|7|panda|model|1");
    await().until(() -> server.hardware().count("off left") == 1);
  }

  @Test
  void aKnownDeviceIsUpdatedAndItsMachineIsLeftAlone() {
    stored(record(7, "old"));
    server
        .database()
        .update(
            "update devices set state = 'troubleshooting', state_timeout = null,"
                + " state_revision = 9, comments = 'mine', environment = 'staging'");

    server.hardware().inventory("scripted", record(7, "renamed", "elsewhere", ""));
    Answer answer = sync("");

    assertThat(answer.list("updated")).isEqualTo(List.of("renamed"));
    assertThat(
            server.text(
                "select concat_ws('|', d.name, state, state_revision, comments, environment,"
                    + " case when relay_info is null then 'bare' end, s.fqdn)"
                    + " from devices d join imaging_servers s on s.id = d.imaging_server_id"))
        .isEqualTo("renamed|troubleshooting|9|mine|staging|bare|elsewhere");
    assertThat(sync("").number("unchanged")).isEqualTo(1);
  }

  @Test
  void devicesExchangeTheirNamesAndANewOneTakesThatOfADeletedOne() {
    stored(record(1, "left"), record(2, "right"), record(3, "gone"));
    server
        .hardware()
        .inventory("scripted", record(1, "right"), record(2, "left"), record(4, "gone"));

    Answer answer = sync("");

    assertThat(answer.list("problems")).isEmpty();
    assertThat(
            server
                .database()
                .all(
                    row -> row.getString(1),
                    "select concat(inventory_id, name) from devices order by 1"))
        .containsExactly("1right", "2left", "4gone");
  }

  @Test
  void relayBoardsComeMoveAndGoWithTheirDevices() {
    server
        .database()
        .update(
            "insert into relay_boards (name, fqdn, imaging_server_id)"
                + " values ('own', 'relay-9', 2)");
    stored(record(1, "one", "", "outlet:relay-1:21"), record(2, "two", "", "outlet:relay-2"));
    assertThat(boards()).containsExactly("own@there", "relay-1:21@here", "relay-2@here");

    server
        .hardware()
        .inventory("scripted", record(1, "one", "there", "outlet:relay-1:21"), record(2, "two"));
    sync("");
    assertThat(boards()).containsExactly("own@there", "relay-1:21@there", "two@here");

    server.hardware().inventory("scripted", record(2, "two", "", "outlet:relay-9"));
    assertThat(sync("").text("problems.0")).contains("'two'", "'own'", "there", "here");
    assertThat(boards()).containsExactly("own@there", "two@here");
  }

  @Test
  void noRelayBoardGoesWhileADriverIsMissing() {
    stored(record(1, "one", "", "outlet:relay-1"));

    server.hardware().inventory("scripted", record(1, "one", "", "unheard://relay-1/1"));
    sync("");

    assertThat(boards()).containsExactly("relay-1@here");
  }

  @Test
  void devicesOfServersThatAreIgnoredAreLeftAlone() {
    server.hardware().inventory("scripted", record(1, "ours"), record(2, "theirs", "stage-1", ""));

    assertThat(sync("").list("inserted")).isEqualTo(List.of("ours"));
  }

  @Test
  void oneSyncWaitsForTheOtherAndTheServerGoesOn() throws InterruptedException {
    CountDownLatch reading = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    server
        .hardware()
        .on(
            "inventory scripted",
            deadline -> {
              reading.countDown();
              answer.await();
              return true;
            });
    server.hardware().inventory("scripted", record(1, "one"));
    CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> sync(""));
    reading.await();
    server.hardware().heal("inventory scripted");
    CompletableFuture<Answer> second = CompletableFuture.supplyAsync(() -> sync(""));

    assertThat(server.get("/api/version/").status()).isEqualTo(200);
    assertThat(second).isNotDone();
    answer.countDown();

    assertThat(first.join().list("inserted")).isEqualTo(List.of("one"));
    assertThat(second.join().number("unchanged")).isEqualTo(1);
  }

  private void stored(InventoryRecord... records) {
    server.hardware().inventory("scripted", records);
    assertThat(sync(SHIP_IT).list("inserted")).hasSize(records.length);
  }

  private Answer sync(String body) {
    return server.post(ROUTE, body);
  }

  private static InventoryRecord[] records(long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(id -> record(id, "d" + id))
        .toArray(InventoryRecord[]::new);
  }

  private List<String> names() {
    return server.database().all(row -> row.getString(1), "select name from devices order by name");
  }

  private List<String> boards() {
    return server
        .database()
        .all(
            row -> row.getString(1),
            "select concat(b.name, '@', s.fqdn) from relay_boards b"
                + " join imaging_servers s on s.id = b.imaging_server_id order by b.name");
  }

  private long id(String name) {
    return Long.parseLong(server.text("select id from devices where name = ?", name));
  }

  private long revision(long device) {
    return Long.parseLong(server.text("select state_revision from devices where id = ?", device));
  }

  private String health() {
    return server.get("/health").text("details.pool.details.inventory");
  }
}
