package io.mozpool.server.connection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.connection.ClientConnections.Drop;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowSenderTest {

  private static final String HEAD =
      "POST /api/version/ HTTP/1.1\r\nHost: here\r\nContent-Length: 100\r\n\r\n";

  private final ClientConnections connections =
      new ClientConnections(new Quota("connections", Map.of(), "x", () -> 0), 1_000);
  private final SlowSender sender = new SlowSender(connections);
  private final EmbeddedChannel connection =
      new EmbeddedChannel(sender, new HttpRequestDecoder(), sender.requestEnd());

  @BeforeEach
  void freeze() {
    connection.freezeTime();
  }

  @Test
  void aBodyThatStandsStillForTenSecondsIsGivenUp() {
    send(HEAD + "begun");

    pass(9);
    assertThat(connection.isOpen()).isTrue();
    pass(1);

    assertThat(connection.isOpen()).isFalse();
    assertThat(connections.dropped(Drop.REQUEST)).isEqualTo(1);
  }

  @Test
  void soAreHeaders() {
    send(HEAD.substring(0, 30));

    pass(10);

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aBodyThatComesInDropsIsGivenUpAfterThirtySeconds() {
    send(HEAD);
    for (int i = 0; i < 5; i++) {
      pass(5);
      send("x");
    }
    assertThat(connection.isOpen()).isTrue();

    pass(5);

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void whatTheServerDoesNotWantToReadMayStandStill() {
    connection.config().setAutoRead(false);
    send(HEAD + "begun");

    pass(60);
    assertThat(connection.isOpen()).isTrue();
    connection.read();
    pass(9);
    assertThat(connection.isOpen()).isTrue();
    pass(1);

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void aConnectionBetweenTwoRequestsMayBeSilent() {
    send(HEAD);
    send("x".repeat(100));
    pass(60);
    send(HEAD + "x".repeat(100));
    pass(60);

    assertThat(connection.isOpen()).isTrue();
    assertThat(connections.dropped()).isZero();
  }

  private void send(String text) {
    connection.writeInbound(Unpooled.copiedBuffer(text, US_ASCII));
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      connection.advanceTimeBy(1, TimeUnit.SECONDS);
      connection.runScheduledPendingTasks();
    }
  }
}
