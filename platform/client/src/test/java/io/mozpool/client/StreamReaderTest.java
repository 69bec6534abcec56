package io.mozpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamReaderTest {

  private final List<String> heard = new ArrayList<>();
  private StandIn server;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void eventsAreHeardUntilTheStreamEnds() throws IOException {
    listen(
        """
        id: 1.x.0
        event: hello
        data: {"server": "ö"}

        : heartbeat

        id: 1.x.1

        event:log
        data:{"message":
        data: "two lines"}

        data: {}

        event: cut off
        data: {}
        """);

    assertThat(heard)
        .containsExactly(
            "hello {\"server\":\"ö\"}", "log {\"message\":\"two lines\"}", "message {}");
    assertThat(server.asked()).containsExactly("GET /api/events/?log=device%3Ap1");
  }

  @Test
  void whatIsNoEventOfOursIsQuoted() {
    assertThatThrownBy(() -> listen("data: nonsense\n\n"))
        .hasMessageContaining("expected a JSON object, not 'nonsense'");
  }

  @Test
  void aListenerMayEndIt() {
    server.then(200, "data: {}\n\ndata: {}\n\n");

    assertThatThrownBy(
            () ->
                route()
                    .listen(
                        event -> {
                          heard.add(event.type());
                          throw new IOException("enough");
                        }))
        .hasMessage("enough");
    assertThat(heard).hasSize(1);
  }

  private void listen(String stream) throws IOException {
    server.then(200, stream);
    route().listen(event -> heard.add(event.type() + " " + event.data()));
  }

  private Route route() {
    return new MozpoolClient(server.url()).at("events").with("log", "device:p1");
  }
}
