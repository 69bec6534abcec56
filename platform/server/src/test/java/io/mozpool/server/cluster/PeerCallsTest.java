package io.mozpool.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls of another imaging server, which may have lost its lease on the way. */
@Tag("database")
@Timeout(60)
class PeerCallsTest {

  private static final String IMAGE = "{\"image\": \"b2g\", \"boot_config\": {}}";

  @TempDir Path directory;
  private TestServer server;
  private long device;
  private long request;

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
    server.database().update("update imaging_servers set epoch = 5 where fqdn = 'there'");
    device = server.rows().panda("one", "ready");
    request = server.rows().request("any", "b2g", "contacting_lifeguard");
    server.rows().tie(device, request);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aCallUnderALeaseThatIsOverIsRefused() {
    for (Answer answer :
        new Answer[] {
          image("there", 4, request),
          tell("/api/request/" + request + "/event/lifeguard_finished/", "{}", "there", 4, request)
        }) {
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text("detail"))
          .isEqualTo("there has lost the lease of epoch 4, under which it asks");
    }
    assertThat(server.state(device)).isEqualTo("ready");
  }

  @Test
  void aCallOfTheRequestThatHoldsTheDeviceIsHeard() {
    assertThat(image("there", 5, request).at("accepted")).isEqualTo(true);
  }

  @Test
  void aCallOfARequestThatHoldsTheDeviceNoMoreIsRefused() {
    Answer answer = image("there", 5, request + 1);

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("detail"))
        .isEqualTo("request %d does not hold one".formatted(request + 1));
    assertThat(server.state(device)).isEqualTo("ready");
  }

  @Test
  void aCallThatNamesNothingIsAsGoodAsEver() {
    assertThat(server.post("/api/device/one/event/please_image/", IMAGE).at("accepted"))
        .isEqualTo(true);
  }

  @Test
  void aServerThatNobodyKnowsIsRefused() {
    assertThat(image("strange", 5, request).status()).isEqualTo(409);
  }

  @Test
  void anEpochThatIsNoNumberIsABadRequest() {
    Answer answer =
        server.post(
            "/api/device/one/event/please_image/",
            IMAGE,
            "X-MozPool-Server",
            "there",
            "X-MozPool-Epoch",
            "five");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("detail")).isEqualTo("X-MozPool-Epoch: expected a number, not 'five'");
  }

  private Answer image(String sender, long epoch, long about) {
    return tell("/api/device/one/event/please_image/", IMAGE, sender, epoch, about);
  }

  private Answer tell(String path, String body, String sender, long epoch, long about) {
    return server.post(
        path,
        body,
        "X-MozPool-Server",
        sender,
        "X-MozPool-Epoch",
        Long.toString(epoch),
        "X-MozPool-Request",
        Long.toString(about));
  }
}
