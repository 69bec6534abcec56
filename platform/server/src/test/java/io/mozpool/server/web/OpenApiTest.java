package io.mozpool.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.text.TextLimit;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** The description of the API that is served. */
@Timeout(60)
class OpenApiTest {

  @TempDir static Path directory;
  private static TestServer server;
  private static Map<String, Map<String, Map<String, ?>>> paths;

  @BeforeAll
  @SuppressWarnings("unchecked") // a path that is none of these fails the test that looks at it
  static void open() {
    server = TestServer.start(directory);
    Map<String, ?> description = new Yaml().load(server.get("/openapi/mozpool.yml").body());
    assertThat(description.get("openapi")).isEqualTo("3.1.0");
    paths = (Map<String, Map<String, Map<String, ?>>>) description.get("paths");
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "get, /api/version, 200",
    "get, /api/device/list, 200",
    "get, /api/device/{device}, 200 404",
    "post, /api/device/{device}/request, 200 400 404 409 422",
    "get, /api/device/{device}/state, 200 404",
    "get, /api/device/{device}/status, 200 404",
    "get, /api/device/{device}/log, 200 400 404",
    "get, /api/device/{device}/event/{event}, 200 302 307 400 403 404",
    "post, /api/device/{device}/event/{event}, 200 302 307 400 404",
    "post, /api/device/{device}/state-change/{from}/to/{to}, 200 302 307 400 404 409",
    "post, /api/device/{device}/power-cycle, 200 302 307 400 404 409",
    "get, /api/device/{device}/power-off, 200 302 307 403 404 409",
    "post, /api/device/{device}/power-off, 200 302 307 400 404 409",
    "get, /api/device/{device}/ping, 200 302 307 404",
    "post, /api/device/{device}/clear-pxe, 200 302 307 400 404 409",
    "get, /api/device/{device}/bootconfig, 200 404",
    "post, /api/device/{device}/set-comments, 200 302 307 400 404",
    "post, /api/device/{device}/set-environment, 200 302 307 400 404",
    "get, /api/relay/{board}/test, 200 302 307 404",
    "get, /api/environment/list, 200",
    "get, /api/image/list, 200",
    "get, /api/bmm/pxe_config/list, 200",
    "get, /api/bmm/pxe_config/{name}/details, 200 404",
    "get, /api/request/list, 200",
    "get, /api/request/{request}/details, 200 400 404",
    "get, /api/request/{request}/status, 200 400 404",
    "get, /api/request/{request}/log, 200 400 404",
    "post, /api/request/{request}/renew, 204 302 307 400 404 409",
    "post, /api/request/{request}/return, 204 302 307 400 404",
    "get, /api/request/{request}/event/{event}, 200 302 307 400 403 404",
    "post, /api/request/{request}/event/{event}, 200 302 307 400 404",
    "get, /api/report/status, 200",
    "get, /api/report/failed, 200",
    "get, /api/report/accusations, 200",
    "post, /api/admin/images/{name}/trust, 204 404",
    "get, /api/cluster, 200",
    "get, /api/events, 200 400 404 503",
    "get, /api/history/devices, 200 400",
    "get, /api/history/requests, 200 400",
    "get, /api/history/transitions, 200 400",
    "get, /api/request/{request}/candidates, 200 400 404",
    "get, /api/device/{device}/requests, 200 400 404",
    "get, /api/ui-settings, 200",
    "get, /api/admin/plugins, 200",
    "get, /api/admin/backup, 200 409 503",
    "get, /api/admin/inventory-sync, 200",
    "post, /api/admin/inventory-sync, 200 400 409",
    "get, /api/admin/images, 200",
    "put, /api/admin/images/{name}, 200 400",
    "delete, /api/admin/images/{name}, 204 404 409",
    "put, /api/admin/images/{image}/links/{type}/{model}, 200 400 404",
    "put, /api/admin/pxe-configs/{name}, 200 400",
    "delete, /api/admin/pxe-configs/{name}, 204 404 409",
    "put, /api/admin/hardware-types/{type}/{model}, 200",
    "delete, /api/admin/hardware-types/{type}/{model}, 204 404 409"
  })
  void aRouteOfTheContractIsThereWithItsAnswers(String method, String path, String statuses) {
    assertThat(paths).containsKey(path);
    Map<String, ?> operation = paths.get(path).get(method);

    assertThat(operation).as(method + " " + path).isNotNull();
    assertThat(((Map<?, ?>) operation.get("responses")).keySet().toArray(String[]::new))
        .contains(statuses.split(" "));
    assertThat(String.valueOf(operation.get("summary"))).endsWith(".");
    assertThat(operation.get("operationId").toString()).doesNotContain("_");
  }

  @ParameterizedTest
  @CsvSource({
    "post, /api/device/{device}/set-comments, COMMENTS",
    "post, /api/device/{device}/set-environment, ENVIRONMENT",
    "post, /api/device/{device}/request, ASSIGNEE",
    "post, /api/device/{device}/request, ENVIRONMENT",
    "post, /api/device/{device}/request, BOOT_CONFIG",
    "post, /api/device/{device}/power-cycle, BOOT_CONFIG",
    "post, /api/device/{device}/event/{event}, BOOT_CONFIG",
    "post, /api/device/{device}/event/{event}, EVENT",
    "get, /api/device/{device}/event/{event}, EVENT",
    "post, /api/request/{request}/event/{event}, EVENT",
    "get, /api/request/{request}/event/{event}, EVENT",
    "get, /api/device/{device}/log, LOG_MESSAGE",
    "put, /api/admin/pxe-configs/{name}, PXE_CONFIG"
  })
  void theBoundsOfTextsAreSaid(String method, String path, TextLimit limit) {
    assertThat(String.valueOf(paths.get(path).get(method)))
        .containsPattern("\\b" + limit.bytes() + "\\b")
        .contains("bytes of UTF-8");
  }

  @Test
  void everyRouteIsDescribedAndHasATag() {
    paths.forEach(
        (path, operations) ->
            operations.forEach(
                (method, operation) -> {
                  assertThat(path).matches("/(api|scripts)(/.*)?");
                  assertThat(operation.keySet())
                      .as(method + " " + path)
                      .containsAll(Set.of("summary", "tags", "responses"));
                }));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/openapi/", "/openapi/res/swagger-ui-bundle.js", "/openapi/res/swagger-ui.css"})
  void aPageThatWorksOfflineShowsIt(String path) {
    assertThat(server.get(path).status()).isEqualTo(200);
    assertThat(server.get("/openapi/").body()).doesNotContain("http://", "https://", "//cdn");
  }

  @Test
  void itsPageIsKeptToItsServerAndOutOfFrames() {
    Answer page = server.get("/openapi/");

    assertThat(page.header("Content-Security-Policy"))
        .isEqualTo(server.get("/devices/").header("Content-Security-Policy"))
        .hasValueSatisfying(policy -> assertThat(policy).contains("frame-ancestors 'none'"));
    assertThat(page.header("Referrer-Policy")).contains("same-origin");
    assertThat(page.body()).doesNotContain("<script>");
    assertThat(server.get("/openapi/start.js").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/openapi/", "/openapi/mozpool.yml", "/scripts/nope", "/api/version/", "/health"})
  void noAnswerIsTakenForAnotherType(String path) {
    assertThat(server.get(path).header("X-Content-Type-Options")).contains("nosniff");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/openapi/../application.yml", "/openapi/%2e%2e/logback.xml"})
  void nothingElseOfTheClassPathIsServed(String path) {
    assertThat(server.get(path).status()).isEqualTo(404);
  }
}
