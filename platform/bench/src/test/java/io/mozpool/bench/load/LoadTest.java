package io.mozpool.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The generator, against servers that do as a test tells them. */
class LoadTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void aServerThatIsNotThereIsSaid() throws IOException {
    InetSocketAddress nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = new InetSocketAddress("127.0.0.1", socket.getLocalPort());
    }
    assertThatThrownBy(() -> Load.run(nobody, 2, ready(nobody), LONG, 1))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot connect to ");
  }

  @Test
  void aServerThatBreaksOffIsSaid() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.getLocalPort());
      Thread closing = new Thread(() -> closeAfterFirstByte(server));
      closing.start();
      assertThatThrownBy(() -> Load.run(address, 1, ready(address), LONG, 1))
          .isInstanceOf(IOException.class)
          .hasMessageEndingWith("breaks off");
      closing.join();
    }
  }

  @Test
  void faultsAreCountedByKindAndAreNoAnswers() throws Exception {
    try (StandIn server =
        new StandIn(
            (number, exchange) -> {
              if (number % 10 == 1) {
                StandIn.answer(exchange, 503, "busy");
              } else {
                StandIn.answer(exchange, 200, number % 10 == 2 ? "new" : "ready");
              }
            })) {
      Tally tally = Load.run(server.address(), 1, ready(server.address()), LONG, 100);
      assertThat(tally.faults()).containsOnly(entry("status 503", 10L), entry("no ready", 10L));
      assertThat(tally.answers()).isEqualTo(80);
      assertThat(tally.latencies().count()).isEqualTo(80);
    }
  }

  @Test
  void everyQuestionIsAnsweredAndCounted() throws Exception {
    try (StandIn server =
        new StandIn((number, exchange) -> StandIn.answer(exchange, 200, "ready"))) {
      Tally tally = Load.run(server.address(), 8, ready(server.address()), LONG, 400);
      assertThat(tally.answers()).isEqualTo(400);
      assertThat(tally.answers() + tally.late()).isEqualTo(server.requests());
      assertThat(tally.late()).isLessThan(8);
      assertThat(tally.perSecond())
          .isEqualTo(400 / (tally.time().toNanos() / 1e9))
          .isGreaterThan(400 / 30.0);
    }
  }

  @Test
  void aLoadOfSomeTimeEndsByItself() throws Exception {
    try (StandIn server =
        new StandIn((number, exchange) -> StandIn.answer(exchange, 200, "ready"))) {
      Duration time = Duration.ofMillis(50);
      Tally tally = Load.run(server.address(), 2, ready(server.address()), time);
      assertThat(tally.time()).isGreaterThanOrEqualTo(time).isLessThan(LONG);
    }
  }

  @Test
  void clientsWithNothingToAskAreAskedAgain() throws Exception {
    List<Integer> clients = Collections.synchronizedList(new ArrayList<>());
    try (StandIn server =
        new StandIn((number, exchange) -> StandIn.answer(exchange, 200, "ready"))) {
      Script hesitant = new Hesitant(new Requests(server.address()).get("/"), clients);
      Tally tally = Load.run(server.address(), 2, hesitant, LONG, 10);
      assertThat(tally.answers()).isEqualTo(10);
      assertThat(clients).contains(0, 1);
    }
  }

  @Test
  void theBeginningOfALongChunkedBodyIsSeen() throws Exception {
    try (StandIn server =
        new StandIn(
            (number, exchange) -> {
              exchange.sendResponseHeaders(200, 0); // chunked
              exchange.getResponseBody().write("ready".getBytes(UTF_8));
              exchange.getResponseBody().write(new byte[1 << 20]);
            })) {
      Tally tally = Load.run(server.address(), 1, ready(server.address()), LONG, 3);
      assertThat(tally.answers()).isEqualTo(3);
    }
  }

  @Test
  void postsCarryTheirBody() throws Exception {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    try (StandIn server =
        new StandIn(
            (number, exchange) -> {
              seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
              seen.add(exchange.getRequestHeaders().getFirst("Content-Length"));
              StandIn.answer(exchange, 200, "ready");
            })) {
      byte[] post = new Requests(server.address()).post("/event/", "{\"a\": \"ü\"}");
      Load.run(server.address(), 1, Script.of(List.of(post), ""), LONG, 1);
      assertThat(seen).startsWith("POST /event/", "11");
    }
  }

  @Test
  void twoLoadsAddUp() {
    Latencies one = new Latencies();
    one.add(1);
    Tally first = new Tally(10, 1, Map.of("odd", 2L), one, Duration.ofSeconds(1));
    Tally both = first.plus(first);
    assertThat(both.answers()).isEqualTo(20);
    assertThat(both.late()).isEqualTo(2);
    assertThat(both.faults()).containsOnly(entry("odd", 4L));
    assertThat(both.latencies().count()).isEqualTo(2);
    assertThat(both.perSecond()).isEqualTo(10);
  }

  private static Script ready(InetSocketAddress server) {
    return Script.of(List.of(new Requests(server).get("/state/")), "ready");
  }

  private static void closeAfterFirstByte(ServerSocket server) {
    try (Socket client = server.accept()) {
      assertThat(client.getInputStream().read()).isEqualTo('G');
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Asks only every other time that it may. */
  private static final class Hesitant implements Script {

    private final byte[] question;
    private final List<Integer> clients;
    private final int[] chances = new int[2];

    Hesitant(byte[] question, List<Integer> clients) {
      this.question = question;
      this.clients = clients;
    }

    @Override
    public byte[] next(int client) {
      clients.add(client);
      return chances[client]++ % 2 == 0 ? null : question;
    }

    @Override
    public Optional<String> fault(int client, Answer answer) {
      return answer.fault("ready");
    }
  }
}
