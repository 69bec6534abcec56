package io.mozpool.server.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.TestServer;
import io.mozpool.server.change.Changes;
import io.mozpool.server.stream.Listener.Event;
import io.mozpool.time.ManualTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page or a script hears of one server. */
@Timeout(120)
class EventStreamTest {

  @TempDir Path directory;
  private TestServer server;
  private final List<Listener> listeners = new ArrayList<>();

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
    server.rows().panda("panda-1", "self_test_running");
    server.rows().panda("panda-2", "troubleshooting");
  }

  @AfterEach
  void close() {
    listeners.forEach(Listener::close);
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"?types=devices", "?log=panda-1", "?request=x", "?log="})
  void aBadWishIsNamed(String query) {
    assertThat(server.get("/api/events/" + query).status()).isEqualTo(400);
    assertThat(server.get("/api/events/?log=panda-1").text("detail")).contains("panda-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"device:nope", "device:", "request:99999", "request:x"})
  void theLogOfNobodyIsNamedAndTheStreamGoesOn(String log) {
    Listener listener = listen("?log=" + log + "&log=device:panda-2");
    assertThat(listener.next().type()).isEqualTo("hello");
    assertThat(listener.next("log_unknown").data()).isEqualTo("{\"log\":\"" + log + "\"}");

    server.tell("panda-2", "nosuchevent");
    listener.next("log", "panda-2");
  }

  @Test
  void aHeartbeatIsAnEventThatScriptsSee(@TempDir Path other) {
    ManualTime time = new ManualTime();
    try (TestServer still = TestServer.start(other, Map.of(), time)) {
      CompletableFuture<Listener> coming =
          CompletableFuture.supplyAsync(() -> Listener.on(still.port(), "?types=servers"));
      await().until(() -> passing(time, coming).equals("hello"));
      await().until(() -> passing(time, coming).equals("heartbeat"));
      coming.join().close();
    }
  }

  /** The type of an event that has come after a second; empty for none. */
  private static String passing(ManualTime time, CompletableFuture<Listener> coming) {
    time.pass(Duration.ofSeconds(1));
    return coming.isDone() ? coming.join().poll().map(Event::type).orElse("") : "";
  }

  @Test
  void aDeviceIsToldOfAsTheListHasIt() {
    Listener listener = listen("");
    Event hello = listener.next();
    assertThat(hello.type()).isEqualTo("hello");
    assertThat(hello.data()).contains("\"server\":\"here\"");
    assertThat(listener.response().headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    assertThat(listener.response().headers().firstValue("Cache-Control")).contains("no-store");

    server.tell("panda-1", "self_test_ok");

    Event event = listener.next("device", "panda-1");
    assertThat(event.data()).contains("\"state\":\"ready\"", "\"device_class\":\"idle\"");
    assertThat(server.get("/api/device/list/?details").body())
        .contains(event.data().substring("{\"device\":".length(), event.data().length() - 1));
    assertThat(event.id()).isNotEqualTo(hello.id());
  }

  @Test
  void notesRequestsAndTheCatalogueAreToldOf() {
    Listener listener = listen("");
    listener.next("hello");

    server.post("/api/device/panda-2/set-comments/", "{\"comments\": \"<b>loud</b>\"}");
    listener.next("device", "panda-2", "<b>loud</b>");
    server.post("/api/device/panda-2/set-environment/", "{\"environment\": \"staging\"}");
    listener.next("catalogue");
    server.send("PUT", "/api/admin/pxe-configs/new/", "{\"contents\": \"x\"}");
    listener.next("catalogue");

    server.tell("panda-1", "self_test_ok");
    server.post(
        "/api/device/panda-1/request/",
        "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"android\"}");
    listener.next("request", "\"assigned_device\":\"panda-1\"", "\"image\":\"android\"");
    server.post("/api/request/1/renew/", "{\"duration\": 1000}");
    listener.next("request", "\"id\":1");
    server.post("/api/request/1/return/");
    listener.next("request", "\"state\":\"closed\"");
    assertThat(server.get("/api/device/panda-1/requests/").text("requests.0.request"))
        .isEqualTo("1");
  }

  @Test
  void aRequestsDeviceIsToldOfWhenItIsTiedAndWhenItIsReleased() {
    server.tell("panda-1", "self_test_ok");
    Listener listener = listen("?device=panda-1");
    listener.next("hello");

    server.post(
        "/api/device/panda-1/request/",
        "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"android\"}");
    listener.next("device", "\"request_id\":1", "\"device_class\":\"in_use\"");
    server.post("/api/request/1/return/");
    listener.next("device", "\"request_id\":null");
  }

  @Test
  void whoComesBackHearsOfWhatItMissed() {
    Listener first = listen("");
    first.next("hello");
    server.post("/api/device/panda-2/set-comments/", "{\"comments\": \"one\"}");
    first.next("device", "one");
    first.close();
    server.post("/api/device/panda-2/set-comments/", "{\"comments\": \"two\"}");

    Listener byHeader = listen("", "Last-Event-ID", first.lastId());
    Listener byQuery = listen("?last_event_id=" + first.lastId());

    for (Listener second : List.of(byHeader, byQuery)) {
      assertThat(second.next().data()).contains("panda-2", "two");
      assertThat(second.next().id()).isNotEmpty();
      server.tell("panda-1", "self_test_ok");
      second.next("device", "panda-1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.old.3", "nonsense", "1.old.3,2.old.5", "7.x.1"})
  void whoMissedTooMuchBeginsAnew(String id) {
    Listener listener = listen("", "Last-Event-ID", id);

    Event event = listener.next();

    assertThat(event.type()).isEqualTo("resync");
    assertThat(event.id()).isNotEmpty();
    server.post("/api/device/panda-2/set-comments/", "{\"comments\": \"on\"}");
    listener.next("device", "on");
  }

  @Test
  void aScriptHearsOnlyOfWhatItWants() {
    Listener ofDevice = listen("?device=panda-2");
    Listener ofType = listen("?types=request,servers");
    ofDevice.next("hello");
    ofType.next("hello");

    server.tell("panda-1", "self_test_ok");
    server.post("/api/device/panda-2/set-comments/", "{\"comments\": \"mine\"}");
    server.post(
        "/api/device/any/request/",
        "{\"assignee\": \"me\", \"duration\": 600, \"image\": \"android\"}");

    assertThat(ofDevice.next().data()).contains("panda-2", "mine");
    assertThat(ofType.next().type()).isEqualTo("request");
  }

  @Test
  void linesOfALogAreToldToWhoFollowsIt() {
    Listener listener = listen("?log=device:panda-1&types=servers");
    listener.next("hello");

    server.tell("panda-2", "nosuchevent");
    server.tell("panda-1", "nosuchevent");

    Event line = listener.next();
    assertThat(line.type()).isEqualTo("log");
    assertThat(line.data())
        .contains("\"device\":\"panda-1\"", "nosuchevent is not accepted", "\"id\":");
    assertThat(line.id()).isNotEmpty();
  }

  @Test
  void manyChangesAtOnceAreOneResync() {
    server.rows().pandas(1_200, "many-", "ready");
    Listener listener = listen("");
    listener.next("hello");

    for (long id = 3; id < 1_203; id++) {
      server.part(Changes.class).device(id);
    }

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> listener.next().type().matches("resync|device"));
    server.post("/api/device/panda-2/set-comments/", "{\"comments\": \"after\"}");
    listener.next("device", "after");
  }

  @Test
  void whenTheServerEndsItsListenersAreFree() {
    Listener listener = listen("");
    listener.next("hello");

    server.close();

    await().atMost(Duration.ofSeconds(10)).until(listener::isOver);
  }

  private Listener listen(String query, String... headers) {
    Listener listener = Listener.on(server.port(), query, headers);
    listeners.add(listener);
    return listener;
  }
}
