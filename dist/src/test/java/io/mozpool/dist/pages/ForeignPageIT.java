package io.mozpool.dist.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.WaitUntilState;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of another site, in a browser that reaches the pool, have nothing done there. */
@PagesTest
class ForeignPageIT {

  private static final String STEP = "please_start_maintenance";

  /** Chromium's ways to keep an answer from a page of another site. */
  private static final List<String> HIDDEN = List.of("net::ERR_BLOCKED_BY_ORB", "net::ERR_ABORTED");

  private static HttpServer evil;
  private static volatile String content = "";

  @BeforeAll
  static void open() throws IOException {
    evil = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    evil.createContext(
        "/",
        exchange -> {
          byte[] page = ("<!doctype html><title>evil</title>" + content).getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "text/html");
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    evil.start();
  }

  @AfterAll
  static void close() {
    evil.stop(0);
  }

  @AfterEach
  void forget() {
    content = "";
  }

  static List<String> waysToGet() {
    return Stream.of(
            "<img src='URL'>",
            "<link rel='prefetch' href='URL'>",
            "<script>location.href = 'URL'</script>",
            "<meta http-equiv='refresh' content='0;url=URL'>",
            "<script src='URL'></script>",
            "<script>fetch('URL', {mode: 'no-cors'})</script>",
            "<iframe src='URL'></iframe>",
            "<form action='URL'></form><script>document.forms[0].submit()</script>",
            "<a href='URL'>here</a><script>document.links[0].click()</script>")
        .flatMap(way -> Stream.of(way, "<meta name='referrer' content='no-referrer'>" + way))
        .toList();
  }

  static List<String> waysToPost() {
    return List.of(
        "<script>fetch('URL', {mode: 'no-cors', method: 'POST', body: '{}'})</script>",
        "<script>navigator.sendBeacon('URL', '{}')</script>",
        "<form method='post' action='URL'></form><script>document.forms[0].submit()</script>");
  }

  @ParameterizedTest
  @MethodSource({"waysToGet", "waysToPost"})
  void areRefused(String way, Site site) throws IOException {
    String board = site.board();
    for (String host : List.of("pool", "localhost")) {
      content = way.replace("URL", pool(site, host) + path(board));

      Assertions.assertThat(outcome(site.blank()))
          .as(content)
          .satisfiesAnyOf(
              answer -> Assertions.assertThat(answer).isEqualTo("403"),
              answer -> Assertions.assertThat(answer).isIn(HIDDEN));
    }
    Assertions.assertThat(state(site, board)).isEqualTo("ready");
  }

  @Test
  void aLinkWithoutAReferrerIsRefusedWhenAPersonFollowsIt(Site site) throws IOException {
    String board = site.board();
    content =
        "<a href='URL' referrerpolicy='no-referrer'>a look at the pool</a>"
            .replace("URL", pool(site, "pool") + path(board));
    Page page = site.blank();
    visit(page);

    Response answer =
        page.waitForResponse(
            response -> response.url().contains(STEP),
            () -> page.getByText("a look at the pool").click());

    Assertions.assertThat(answer.status()).isEqualTo(403);
    Assertions.assertThat(state(site, board)).isEqualTo("ready");
  }

  @Test
  void aNameOfTheirsForTheServerIsRefused(Site site) {
    Response answer = site.blank().navigate(pool(site, "rebound.example") + "/devices/");

    Assertions.assertThat(answer.status()).isEqualTo(421);
    Assertions.assertThat(answer.text()).contains("mozpool.hosts");
  }

  @Test
  void theDescriptionOfTheApiIsShownButInNoFrame(Site site) {
    Page own = site.open("/openapi/");
    assertThat(own.locator(".swagger-ui .info")).containsText("MozPool");

    content = "<iframe src='" + pool(site, "pool") + "/openapi/'></iframe>";
    Page page = site.blank();
    page.navigate(home()); // ends when the frame is loaded, too
    Assertions.assertThat(page.frames().stream().map(Frame::title))
        .hasSize(2)
        .doesNotContain("MozPool API");
  }

  /** The status that the pool answered a call of the page with, or why the page cannot know it. */
  private static String outcome(Page page) {
    List<String> outcomes = new ArrayList<>();
    page.onResponse(
        answer -> {
          if (isStep(answer.request())) {
            outcomes.add(0, String.valueOf(answer.status()));
          }
        });
    page.onRequestFailed(
        request -> {
          if (isStep(request)) {
            outcomes.add(request.failure());
          }
        });
    visit(page);
    page.waitForCondition(() -> !outcomes.isEmpty());
    return outcomes.get(0);
  }

  private static boolean isStep(Request request) {
    return request.url().contains(STEP);
  }

  private static void visit(Page page) {
    page.navigate(home(), new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
  }

  private static String home() {
    return "http://evil.example:" + evil.getAddress().getPort() + "/";
  }

  private static String pool(Site site, String host) {
    return "http://" + host + ":" + site.pool().url().replaceAll(".*:", "");
  }

  private static String path(String board) {
    return "/api/device/" + board + "/event/" + STEP + "/";
  }

  /** As another program reads it. */
  private static String state(Site site, String board) throws IOException {
    return site.client().at("device", board, "state").get().text("state");
  }
}
