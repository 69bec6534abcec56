package io.mozpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which server is asked, and how often. */
class ServersTest {

  private static final JsonObject NOTHING = JsonObject.of(Map.of());
  private static final String VERSION = "{\"version\": \"4\"}";

  private StandIn first;
  private StandIn second;

  @BeforeEach
  void start() throws IOException {
    first = new StandIn();
    second = new StandIn();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  @Test
  void serversThatAreAwayAreAllNamed() throws IOException {
    URI one = StandIn.nobody();
    URI other = StandIn.nobody();
    UnreachableException away =
        catchThrowableOfType(
            UnreachableException.class,
            () -> new MozpoolClient(List.of(one, other)).patient(Duration.ZERO).version());
    assertThat(away)
        .hasMessageContaining("GET " + one + "/api/version/: Connection refused")
        .hasMessageContaining("GET " + other + "/api/version/: Connection refused");
    assertThat(away.mayHaveArrived()).isFalse();
  }

  @Test
  void anEventIsNotSentAgainWhereItMayHaveArrived() throws IOException {
    first.thenHangUp();
    second.thenHangUp();
    UnreachableException lost =
        catchThrowableOfType(
            UnreachableException.class, () -> client(first, second).at("event").post(NOTHING));
    assertThat(lost.mayHaveArrived()).isTrue();
    assertThat(Stream.of(first, second).flatMap(server -> server.asked().stream())).hasSize(1);
  }

  @Test
  void anEventIsNotSentAgainToAServerThatIsOutOfOrder() throws IOException {
    first.then(503, "", "Retry-After", "0");
    assertThatThrownBy(() -> client(first).at("event").post(NOTHING))
        .isInstanceOf(MozpoolException.class)
        .hasMessageEndingWith("no reason given (HTTP status 503)");
    assertThat(first.asked()).hasSize(1);
  }

  @Test
  void anEventIsSentToTheServerThatIsThere() throws IOException {
    first.then(200, "{}");
    for (int i = 0; i < 10; i++) { // the order is random
      new MozpoolClient(List.of(StandIn.nobody(), first.url())).at("event").post(NOTHING);
    }
    assertThat(first.asked()).hasSize(10);
  }

  @Test
  void whatAServerSaysCountsMoreThanThatAnotherIsAway() throws IOException {
    first.then(503, "{\"detail\": \"no database\"}");
    assertThatThrownBy(
            () ->
                new MozpoolClient(List.of(first.url(), StandIn.nobody()))
                    .patient(Duration.ZERO)
                    .version())
        .hasMessageContaining("no database");
  }

  @Test
  void aRefusalIsNotAskedForAgain() throws IOException {
    first.then(404, "");
    second.then(404, "");
    assertThatThrownBy(client(first, second)::version).isInstanceOf(NotFoundException.class);
    assertThat(Stream.of(first, second).flatMap(server -> server.asked().stream())).hasSize(1);
  }

  @Test
  void aServerThatIsOutOfOrderIsAskedAgainWhenItSaid() throws IOException {
    first.then(503, "", "Retry-After", "0").then(502, "").then(200, VERSION);
    assertThat(client(first).version()).isEqualTo("4");
    assertThat(first.asked()).hasSize(3);
  }

  @Test
  void aServerThatWantsMorePatienceThanThereIsIsLeft() throws IOException {
    first.then(503, "", "Retry-After", "60");
    assertThatThrownBy(client(first)::version).isInstanceOf(MozpoolException.class);
    assertThat(first.asked()).hasSize(1);
  }

  @Test
  void aRequestWhoseAnswerIsLostIsSentAgainWithItsKey() throws IOException {
    first.thenHangUp().then(200, "{}");
    client(first).at("device", "any", "request").postRepeatably(NOTHING);
    assertThat(first.keys()).hasSize(2).containsOnly(first.keys().get(0));
  }

  @Test
  void anotherRequestHasAnotherKey() throws IOException {
    first.then(200, "{}");
    client(first).at("device", "any", "request").postRepeatably(NOTHING);
    client(first).at("device", "any", "request").postRepeatably(NOTHING);
    assertThat(first.keys()).doesNotHaveDuplicates();
  }

  @Test
  void aServerSendsOnToAnother() throws IOException {
    first.then(307, "", "Location", second.url() + "/api/event/?x");
    second.then(200, "{}");
    client(first).at("event").postRepeatably(NOTHING);
    assertThat(second.asked()).containsExactly("POST /api/event/?x");
    assertThat(second.keys()).isEqualTo(first.keys());
  }

  @Test
  void aServerThatSendsOnToSomethingElseIsLeft() throws IOException {
    first.then(302, "", "Location", "file:///etc/passwd");
    assertThatThrownBy(client(first)::version)
        .hasMessage("GET file:///etc/passwd: expected an address with http or https");
  }

  private static MozpoolClient client(StandIn... servers) {
    return new MozpoolClient(Stream.of(servers).map(StandIn::url).toList());
  }
}
