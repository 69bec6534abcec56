package io.mozpool.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MozpoolClientTest {

  private static final String REQUEST =
      """
      {"id": 7, "requested_device": "any", "assigned_device": "", "assignee": "me",
       "expires": "2026-01-31T12:00:00.5", "environment": "any", "image": "b2g",
       "boot_config": "{}", "url": "http://localhost/api/request/7/", "more": [1.5, true, {}]}
      """;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private MozpoolClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
    client = new MozpoolClient(url(server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aRefusalQuotesTheProblem() {
    answer(404, "/api/request/7/status/", "{\"status\": 404, \"detail\": \"no request 7\"}");
    MozpoolException refused = catchThrowableOfType(MozpoolException.class, () -> client.status(7));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused)
        .hasMessageContaining("GET http://127.0.0.1:")
        .hasMessageEndingWith("/api/request/7/status/: no request 7 (HTTP status 404)");
  }

  @Test
  void whatIsNotThereAndWhatCannotBeDoneNowAreToldApart() {
    answer(404, "/api/request/7/", "{\"detail\": \"no request 7\"}");
    answer(409, "/api/request/8/", "{\"detail\": \"request 8 is closed\"}");
    assertThatThrownBy(() -> client.renew(7, Duration.ofMinutes(1)))
        .isInstanceOf(NotFoundException.class);
    assertThat(catchThrowableOfType(ConflictException.class, () -> client.giveBack(8)).detail())
        .isEqualTo("request 8 is closed");
  }

  @Test
  void aRefusalThatIsNoProblemDocumentIsQuotedAsItIs() {
    answer(500, "/api/version/", "<h1>Sorry</h1>\n");
    assertThatThrownBy(client::version)
        .isInstanceOf(MozpoolException.class)
        .hasMessageEndingWith(": <h1>Sorry</h1> (HTTP status 500)");
  }

  @Test
  void anAnswerOfSomethingElseIsQuoted() {
    answer(200, "/api/version/", "hello");
    assertThatThrownBy(client::version).hasMessageContaining("expected a JSON object, not 'hello'");
  }

  @Test
  void aMissingKeyIsNamed() {
    answer(200, "/api/version/", "{\"version\": 4}");
    assertThatThrownBy(client::version)
        .hasMessageContaining("expected a text as 'version', not '4'");
  }

  @Test
  void aServerThatSendsOnForEverIsLeft() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/again");
          send(exchange, 307, "");
        });
    assertThatThrownBy(client::version).hasMessageContaining("sent on and on");
    assertThat(asked).hasSize(4);
  }

  @Test
  void aPostIsSentOnWithItsBody() throws IOException {
    server.createContext(
        "/api/request/7/return/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/owner");
          send(exchange, 307, "");
        });
    server.createContext("/owner", exchange -> send(exchange, 204, ""));
    client.giveBack(7);
    assertThat(asked).containsExactly("POST /api/request/7/return/ {}", "POST /owner {}");
  }

  @Test
  void asksForADevice() throws IOException {
    answer(200, "/api/device/any/request/", "{\"request\": " + REQUEST + "}");
    Request request =
        client.request(
            new NewRequest(
                NewRequest.ANY,
                "me",
                Duration.ofMinutes(2),
                "b2g",
                NewRequest.ANY,
                Map.of("b2gbase", "http://x/\"")));
    assertThat(asked)
        .containsExactly(
            "POST /api/device/any/request/ {\"b2gbase\":\"http://x/\\\"\",\"assignee\":\"me\","
                + "\"duration\":120,\"image\":\"b2g\",\"environment\":\"any\"}");
    assertThat(request)
        .isEqualTo(
            new Request(
                7,
                "any",
                Optional.empty(),
                "me",
                Instant.parse("2026-01-31T12:00:00.5Z"),
                "any",
                "b2g",
                "{}",
                URI.create("http://localhost/api/request/7/")));
  }

  @Test
  void readsDetails() throws IOException {
    answer(200, "/api/request/7/details/", REQUEST.replace("\"\"", "\"panda-1\""));
    assertThat(client.details(7).assignedDevice()).contains("panda-1");
  }

  @Test
  void readsDevices() throws IOException {
    answer(
        200,
        "/api/device/list/",
        """
        {"devices": [{"name": "a", "state": "ready", "image": "b2g", "request_id": 7},
                     {"name": "b", "state": "new", "image": null, "request_id": null}]}
        """);
    assertThat(client.devices())
        .containsExactly(
            new DeviceSummary("a", "ready", Optional.of("b2g"), Optional.of(7L)),
            new DeviceSummary("b", "new", Optional.empty(), Optional.empty()));
    assertThat(asked).containsExactly("GET /api/device/list/?details ");
  }

  @Test
  void readsTheLogOfADeviceWithAStrangeName() throws IOException {
    answer(
        200,
        "/api/device/",
        """
        {"state": "ready", "log": [{"id": 3, "timestamp": "2026-01-31T12:00:00.000001",
          "source": "statemachine", "message": "new -> ready (timeout)"}]}
        """);
    assertThat(client.deviceStatus("a b/c"))
        .isEqualTo(
            new Status(
                "ready",
                List.of(
                    new LogLine(
                        3,
                        Instant.parse("2026-01-31T12:00:00.000001Z"),
                        "statemachine",
                        "new -> ready (timeout)"))));
    assertThat(asked).containsExactly("GET /api/device/a%20b%2Fc/status/ ");
  }

  @Test
  void renewsARequest() throws IOException {
    answer(204, "/api/request/7/renew/", "");
    client.renew(7, Duration.ofHours(2));
    assertThat(asked).containsExactly("POST /api/request/7/renew/ {\"duration\":7200}");
  }

  @Test
  void takesAnyRoute() throws IOException {
    answer(200, "/api/", "{\"b\": [1.50, true, null, {\"c\": \"\\u00e4\"}]}");
    JsonObject answer = client.at("device", "a b", "log").with("limit", 10).with("x").get();
    assertThat(answer).hasToString("{\"b\":[1.50,true,null,{\"c\":\"ä\"}]}");
    client.at("admin", "images", "i").put(JsonObject.of(Map.of("hidden", true)));
    client.at("admin", "images", "i").delete();
    assertThat(asked)
        .containsExactly(
            "GET /api/device/a%20b/log/?limit=10&x ",
            "PUT /api/admin/images/i/ {\"hidden\":true}", "DELETE /api/admin/images/i/ ");
  }

  private void answer(int status, String path, String body) {
    server.createContext(path, exchange -> send(exchange, status, body));
  }

  private void send(HttpExchange exchange, int status, String body) throws IOException {
    String sent = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
