package io.mozpool.server.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import io.mozpool.server.TestServer;
import io.mozpool.server.web.ActsOnGet;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All that the router has: a route that is new is to be thought about here. */
@Timeout(60)
class RoutesTest {

  private static final Set<String> ACTING =
      Set.of(
          "/api/device/{device}/event/{event}",
          "/api/device/{device}/power-off",
          "/api/request/{request}/event/{event}");

  /** Asking hardware or copying the database takes its time, and changes nothing. */
  private static final Set<String> READING =
      Set.of(
          "/",
          "/api/admin/backup",
          "/api/admin/hardware-types",
          "/api/admin/hardware-types/{type}/{model}",
          "/api/admin/images",
          "/api/admin/images/{name}",
          "/api/admin/inventory-sync",
          "/api/admin/plugins",
          "/api/admin/pxe-configs",
          "/api/admin/pxe-configs/{name}",
          "/api/bmm/pxe_config/list",
          "/api/bmm/pxe_config/{name}/details",
          "/api/cluster",
          "/api/device/list",
          "/api/device/{device}",
          "/api/device/{device}/bootconfig",
          "/api/device/{device}/log",
          "/api/device/{device}/ping",
          "/api/device/{device}/requests",
          "/api/device/{device}/state",
          "/api/device/{device}/status",
          "/api/environment/list",
          "/api/events",
          "/api/history/devices",
          "/api/history/requests",
          "/api/history/transitions",
          "/api/image/list",
          "/api/relay/{board}/test",
          "/api/report/accusations",
          "/api/report/failed",
          "/api/report/status",
          "/api/report/struggling",
          "/api/report/unknown-boards",
          "/api/request/list",
          "/api/request/{request}/candidates",
          "/api/request/{request}/details",
          "/api/request/{request}/log",
          "/api/request/{request}/status",
          "/api/ui-settings",
          "/api/version",
          "/assets/{+name}",
          "/devices{/name}",
          "/health",
          "/health/{selector}",
          "/images{/name}",
          "/metrics",
          "/plugins{/id}",
          "/pxe-configs{/name}",
          "/requests{/id}",
          "/scripts/{+name}",
          "/servers",
          "/ui/log.html",
          "/ui{/page:.*}",
          "/vendor/{+name}");

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void eachGetActsOrReadsAndIsNamedHere() {
    assertThat(paths(gets().stream().filter(RoutesTest::acts).toList()))
        .containsExactlyInAnyOrderElementsOf(ACTING);
    assertThat(paths(gets().stream().filter(route -> !acts(route)).toList()))
        .containsExactlyInAnyOrderElementsOf(READING);
  }

  @Test
  void whatActsOnGetHasAPostAndNoHead() {
    for (String path : ACTING) {
      Set<String> methods =
          routes().stream()
              .filter(route -> path(route).equals(path))
              .map(UriRouteInfo::getHttpMethodName)
              .collect(Collectors.toSet());
      assertThat(methods).as(path).containsExactlyInAnyOrder("GET", "POST");
    }
  }

  @Test
  void allElseIsPartOfTheApi() {
    assertThat(
            paths(
                routes().stream()
                    .filter(route -> !HttpMethod.GET.equals(route.getHttpMethod()))
                    .filter(route -> !HttpMethod.HEAD.equals(route.getHttpMethod()))
                    .toList()))
        .allSatisfy(path -> assertThat(path).startsWith("/api/"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /threaddump",
    "GET, /routes",
    "GET, /beans",
    "POST, /refresh",
    "GET, /info",
    "GET, /env",
    "GET, /loggers",
    "GET, /caches",
    "POST, /stop"
  })
  void endpointsOfTheFrameworkAreShut(String method, String path) {
    assertThat(server.send(method, path, null).status()).isEqualTo(404);
  }

  /** All but those that other tests bring. */
  private static List<UriRouteInfo<?, ?>> routes() {
    return server
        .part(Router.class)
        .uriRoutes()
        .filter(route -> !route.getDeclaringType().getName().contains("Test$"))
        .collect(Collectors.toList());
  }

  private static List<UriRouteInfo<?, ?>> gets() {
    return routes().stream().filter(r -> HttpMethod.GET.equals(r.getHttpMethod())).toList();
  }

  private static boolean acts(UriRouteInfo<?, ?> route) {
    return route.getAnnotationMetadata().hasAnnotation(ActsOnGet.class);
  }

  private static Set<String> paths(List<UriRouteInfo<?, ?>> routes) {
    return routes.stream().map(RoutesTest::path).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String path(UriRouteInfo<?, ?> route) {
    return route.getUriMatchTemplate().toString().replaceFirst("(.)/$", "$1");
  }
}
