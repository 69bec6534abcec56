package io.mozpool.plugins.netbox;

import static io.mozpool.plugins.netbox.NetboxDouble.board;
import static io.mozpool.plugins.netbox.NetboxDouble.page;
import static io.mozpool.plugins.netbox.NetboxDouble.part;
import static io.mozpool.plugins.netbox.NetboxDouble.port;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.testkit.AbsentPeer;
import io.mozpool.testkit.HostCall;
import io.mozpool.testkit.ManualClock;
import io.mozpool.testkit.SilentPeer;
import io.mozpool.testkit.TestContext;
import io.mozpool.testkit.WebPeer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetboxListsTest {

  private static final Duration AMPLE = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final String FIRST =
      "/api/dcim/devices/?exclude=config_context&tag=x&ordering=id&limit=2";
  private static final String SECOND = FIRST + "&offset=2";
  private static final String THIRD = FIRST + "&offset=4";

  private final WebPeer web = new WebPeer();
  private final ManualClock clock = new ManualClock();
  private final TestContext context =
      new TestContext(clock, Path.of("unused"), (name, from) -> Optional.empty(), Map.of());

  @AfterEach
  void close() {
    web.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | {\"detail\": \"Invalid token\"} | got 403: {\"detail\": \"Invalid token\"}",
        "400 | {\"tag\": [\"no such tag\"]}    | got 400: {\"tag\": [\"no such tag\"]}",
        "500 | <html>s3cret</html>             | got 500",
        "502 | {\"sent\": \"nbt_abc.s3cret\"}  | got 502: {\"sent\": \"***\"}"
      })
  void aListThatIsRefusedIsNamedWithWhatNetboxSays(int status, String body, String told) {
    web.answer(FIRST, status, body);

    failure(web.root())
        .returns(Reason.REFUSED, DriverException::reason)
        .hasMessageContaining(FIRST)
        .hasMessageEndingWith(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{\"results\": [",
        "[]",
        "{}",
        "{\"next\": null, \"count\": 0, \"results\": null}",
        "{\"next\": null, \"count\": 1, \"results\": [{}]}",
        "{\"count\": 0, \"results\": []}",
        "{\"next\": 5, \"count\": 0, \"results\": []}",
        "{\"next\": \"a b\", \"count\": 0, \"results\": []}",
        "{\"next\": null, \"count\": 1, \"results\": []}",
        "{\"next\": null, \"results\": [{\"id\": 1}]}"
      })
  void aPageThatIsNoneIsGarbled(String body) {
    web.answer(FIRST, body);

    failure(web.root())
        .returns(Reason.GARBLED, DriverException::reason)
        .hasMessageContaining(FIRST)
        .hasMessageContaining("expected");
  }

  @Test
  void aLaterPageThatFailsLeavesNoHalfList() {
    web.answer(FIRST, part(url(SECOND), "3", board(1, "a"), board(2, "b")));
    web.answer(SECOND, 500, "no");

    failure(web.root()).returns(Reason.REFUSED, DriverException::reason);
  }

  @Test
  void aPageThatIsCutShortIsGarbled() {
    web.cut(FIRST, page(board(1, "a")));

    failure(web.root()).returns(Reason.GARBLED, DriverException::reason);
  }

  @Test
  void pagesThatGoInACircleAreGarbled() {
    web.answer(FIRST, part(url(SECOND), "null", board(1, "a")));
    web.answer(SECOND, part(url(FIRST), "null", board(2, "b")));

    failure(web.root())
        .returns(Reason.GARBLED, DriverException::reason)
        .hasMessageContaining("expected each page once");
    assertThat(web.asked()).containsExactly(FIRST, SECOND);
  }

  @Test
  void theTokenGoesToNoOtherServer() {
    try (WebPeer other = new WebPeer()) {
      web.answer(FIRST, part("\"" + other.root() + SECOND + "\"", "null"));

      failure(web.root())
          .returns(Reason.GARBLED, DriverException::reason)
          .hasMessageContaining("expected 'next' to be null or at " + web.root());
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void aListThatShrinksMeanwhileIsNotWhole() {
    web.answer(FIRST, part(url(SECOND), "4", board(1, "a"), board(2, "b")));
    web.answer(SECOND, part("null", "3", board(4, "d"))); // a was deleted, so c came before

    failure(web.root())
        .returns(Reason.GARBLED, DriverException::reason)
        .hasMessageEndingWith("agree on the count of results, got [3, 4] and 3");
  }

  @Test
  void nobodyThereIsUnreachable() {
    try (AbsentPeer nobody = AbsentPeer.open()) {
      failure(at(nobody.address())).returns(Reason.UNREACHABLE, DriverException::reason);
    }
  }

  @Test
  void aSilentNetboxIsGivenUpAtTheDeadline() {
    try (SilentPeer silent = SilentPeer.open()) {
      givesUp(at(silent.address()));
    }
  }

  @Test
  void aPageThatStopsHalfwayIsGivenUpAtTheDeadline() {
    web.hang(FIRST, page(board(1, "a")));

    givesUp(web.root());
  }

  @Test
  void aServerThatHasTooMuchToDoIsAskedAgainAfterItsPause() {
    Instant start = clock.instant();
    web.answer(FIRST, page(board(1, "a")));
    web.answerOnce(FIRST, 429, Map.of("Retry-After", "7"));
    web.answerOnce(FIRST, 503, Map.of("Retry-After", "Thu, 1 Jan 2026 00:00:20 GMT"));
    web.answerOnce(FIRST, 503, Map.of());
    web.answerOnce(FIRST, 429, Map.of("Retry-After", "soon"));

    assertThat(read(web.root())).containsExactly("a");

    assertThat(web.asked()).hasSize(5);
    assertThat(Duration.between(start, clock.instant()))
        .as("until 00:00:20, then 8 s and 16 s")
        .isEqualTo(Duration.ofSeconds(44));
  }

  @Test
  void aServerThatStaysBusyEndsTheSync() {
    web.answer(FIRST, 503, "");

    failure(web.root())
        .returns(Reason.REFUSED, DriverException::reason)
        .hasMessageEndingWith("got 503");
    assertThat(web.asked()).hasSize(5);
  }

  @Test
  void aPauseThatIsTooLongIsNamed() {
    web.answerOnce(FIRST, 429, Map.of("Retry-After", "3600"));

    failure(web.root())
        .returns(Reason.REFUSED, DriverException::reason)
        .hasMessageContaining("got 429 and the wish for a pause of 3600 s");
    assertThat(web.asked()).hasSize(1);
  }

  @Test
  void aRedirectNamesItsTarget() {
    web.answerOnce(FIRST, 301, Map.of("Location", "https://netbox.example.com/api/"));

    failure(web.root())
        .returns(Reason.REFUSED, DriverException::reason)
        .hasMessageEndingWith("got 301 to https://netbox.example.com/api/");
  }

  @Test
  void pagesAreFollowedWithAndWithoutACount() {
    for (String count : List.of("5", "null")) {
      web.answer(FIRST, part(url(SECOND), count, board(1, "a"), board(2, "b")));
      web.answer(SECOND, part(url(THIRD), count, board(3, "c"), board(4, "d")));
      web.answer(THIRD, part("null", count, board(5, "e")));

      assertThat(read(web.root())).containsExactly("a", "b", "c", "d", "e");
    }
    assertThat(web.authorizations()).hasSize(6).containsOnly("Bearer nbt_abc.s3cret");
  }

  @Test
  void manyIdsAreAskedForInSeveralLists() throws Exception {
    String first = query(LongStream.rangeClosed(1, 100));
    String rest = query(LongStream.rangeClosed(101, 102));
    web.answer(first, page(port(7, 1, "eth0", "")));
    web.answer(rest, page(port(8, 101, "eth0", ""), port(9, 102, "eth0", "")));
    List<Long> ids = LongStream.rangeClosed(1, 102).boxed().toList();

    assertThat(lists(web.root(), Deadline.in(AMPLE)).parts("interfaces", ids)).hasSize(3);
    assertThat(web.asked()).containsExactly(first, rest);
  }

  @Test
  void noIdsAreNotAskedFor() throws Exception {
    assertThat(lists(web.root(), Deadline.in(AMPLE)).parts("interfaces", List.of())).isEmpty();
    assertThat(web.asked()).isEmpty();
  }

  private static String query(LongStream ids) {
    StringBuilder query = new StringBuilder("/api/dcim/interfaces/?");
    ids.forEach(id -> query.append("device_id=").append(id).append('&'));
    return query + "ordering=id&limit=2";
  }

  private void givesUp(URI root) {
    assertThatThrownBy(() -> lists(root, Deadline.in(SHORT)).devices("tag=x"))
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class))
        .returns(Reason.TIMED_OUT, DriverException::reason);
    assertThat(HostCall.givenUpAfter(SHORT, deadline -> lists(root, deadline).devices("tag=x")))
        .isPresent();
  }

  private AbstractThrowableAssert<?, DriverException> failure(URI root) {
    return assertThat(HostCall.within(AMPLE, deadline -> lists(root, deadline).devices("tag=x")))
        .get()
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class));
  }

  private List<String> read(URI root) {
    try {
      return lists(root, Deadline.in(AMPLE)).devices("tag=x").stream()
          .map(device -> device.path("name").asText())
          .toList();
    } catch (DriverException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private NetboxLists lists(URI root, Deadline deadline) {
    return new NetboxLists(root, 2, new HttpJson("Bearer nbt_abc.s3cret", context), deadline);
  }

  private String url(String path) {
    return "\"" + web.root() + path + "\"";
  }

  private static URI at(InetSocketAddress peer) {
    return URI.create("http://127.0.0.1:" + peer.getPort());
  }
}
