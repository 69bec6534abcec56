package io.mozpool.server.request;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.PoolRows;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists of more requests than one reads at a time. */
@Tag("database")
@Timeout(120)
class LongRequestListTest {

  private static final int DOUBLINGS = 14;
  private static final long COUNT = 1 << DOUBLINGS;
  private static final String ALL = "/api/request/list/?include_closed";

  @TempDir static Path directory;
  private static TestServer server;
  private static long first;
  private static long last;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    server.rows().request("any", "android", "closed");
    for (int i = 0; i < DOUBLINGS; i++) {
      server
          .database()
          .update(
              "insert into requests (imaging_server_id, requested_device, assignee, expires,"
                  + " image_id, boot_config, environment, state, state_counters)"
                  + " select imaging_server_id, requested_device, assignee, expires, image_id,"
                  + " boot_config, environment, state, state_counters from requests");
    }
    first = Long.parseLong(server.text("select min(id) from requests"));
    last = Long.parseLong(server.text("select max(id) from requests"));
    server.database().update("update requests set state = 'failed_x' where id = ?", first);
    server.database().update("update requests set state = 'failed_x' where id = ?", last - 5);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @Test
  void closedOnesWithoutALimitAreTheNewestTenThousand() {
    Answer answer = server.get(ALL);

    assertThat(ids(answer)).hasSize(10_000).isSorted().endsWith(last);
    assertThat(answer.text("next"))
        .startsWith("http://here/api/request/list/?include_closed=1&limit=10000&before=");
    assertThat(answer.header("Link")).hasValue("<" + answer.text("next") + ">; rel=\"next\"");
  }

  @Test
  void whoFollowsTheLinksGetsEachOnce() {
    List<Long> all = new ArrayList<>();
    String next = ALL + "&limit=3000";
    while (next != null) {
      Answer answer = server.get(next);
      all.addAll(0, ids(answer));
      URI uri = answer.body().contains("\"next\"") ? URI.create(answer.text("next")) : null;
      next = uri == null ? null : uri.getPath() + "?" + uri.getQuery();
    }

    assertThat(all).hasSize((int) COUNT).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void limitZeroIsAll() {
    Answer answer = server.get(ALL + "&limit=0");

    assertThat(ids(answer)).hasSize((int) COUNT).startsWith(first).endsWith(last);
    assertThat(answer.header("Link")).isEmpty();
    assertThat(ids(server.get(ALL + "&limit=0&before=" + (first + 3)))).hasSizeLessThan(4);
  }

  @Test
  void aLimitLeavesTheNewestOfThoseThatAreAskedFor() {
    assertThat(ids(server.get(ALL + "&limit=2"))).hasSize(2).endsWith(last);
    assertThat(ids(server.get("/api/request/list/"))).containsExactly(first, last - 5);
    Answer newest = server.get("/api/request/list/?limit=1");
    assertThat(ids(newest)).containsExactly(last - 5);
    assertThat(newest.text("next")).doesNotContain("include_closed");
    assertThat(server.get("/api/request/list/?limit=2").body()).doesNotContain("\"next\"");
    for (String bad : List.of("limit=x", "limit=-1", "before=", "before=1.5")) {
      assertThat(server.get("/api/request/list/?" + bad).status()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void anOldClientGetsALongListThatEndsWithTheConnection() throws IOException {
    for (String keepAlive : List.of("", "Connection: keep-alive\r\n")) {
      try (Socket socket = new Socket("127.0.0.1", server.port())) {
        socket
            .getOutputStream()
            .write(("GET " + ALL + " HTTP/1.0\r\n" + keepAlive + "\r\n").getBytes(US_ASCII));
        String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

        assertThat(answer).startsWith("HTTP/1.0 200 OK\r\n");
        String[] parts = answer.split("\r\n\r\n", 2);
        assertThat(parts[0].toLowerCase(Locale.ROOT)).doesNotContain("chunked");
        assertThat(parts[1]).startsWith("{\"requests\":[{").endsWith("\"}").doesNotContain("\r\n");
      }
    }
  }

  @Test
  void aLogOfAnyLengthIsRead() {
    server.rows().panda("chatty", "locked_out");
    server
        .database()
        .update(
            "insert into device_logs (device_id, ts, source, message) select (select id from"
                + " devices where name = 'chatty'), ?, 'test', id from requests"
                + " order by id limit 2500",
            PoolRows.in(Duration.ofMinutes(-1)));
    int all = server.log("/api/device/chatty/log/").size();

    assertThat(all).isGreaterThan(2_000);
    assertThat(server.log("/api/device/chatty/log/?limit=0")).hasSize(all);
    assertThat(server.log("/api/device/chatty/log/?limit=1500")).hasSize(1_500);
  }

  private static List<Long> ids(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.list("requests").stream()
        .map(item -> ((Number) ((Map<?, ?>) item).get("id")).longValue())
        .toList();
  }
}
