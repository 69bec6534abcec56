package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.testkit.ManualClock;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {

  private static final Request REQUEST = new Request("file", false, List.of());

  private final ManualClock clock = new ManualClock();
  private final Tally tally = new Tally();
  private final EmbeddedChannel channel = new EmbeddedChannel();

  @Test
  void sourceOverItsLimitIsNotServedAndOthersAre() {
    Conversations conversations = conversations(Settings.standard().limits(100, 2));
    Conversation first = begin(conversations, "192.0.2.1", 1);
    assertThat(begin(conversations, "192.0.2.1", 2)).isNotNull();
    assertThat(begin(conversations, "192.0.2.1", 3)).isNull();
    assertThat(begin(conversations, "192.0.2.2", 3)).isNotNull();

    conversations.end(first);
    assertThat(begin(conversations, "192.0.2.1", 3)).isNotNull();
  }

  @Test
  void requestsOverALimitAreCountedAndTheSettingIsNamedOnceAMinute() {
    Conversations conversations = conversations(Settings.standard().limits(3, 2));
    String written =
        Stderr.of(
            () -> {
              for (int port = 1; port <= 40; port++) {
                begin(conversations, "192.0.2.1", port);
              }
              clock.tick(Duration.ofMinutes(1));
              begin(conversations, "192.0.2.1", 41);
              begin(conversations, "192.0.2.2", 1);
              begin(conversations, "192.0.2.3", 1);
            });

    assertThat(tally.unanswered.sum()).isEqualTo(40);
    assertThat(written.lines().filter(line -> line.contains("WARN")))
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("/192.0.2.1:3", "settings.pxe.max-transfers-per-source is 2"),
            line -> assertThat(line).contains("max-transfers-per-source is 2 (37 more"),
            line -> assertThat(line).contains("/192.0.2.3:1", "settings.pxe.max-transfers is 3"));
  }

  @Test
  void loopbackHasNoLimitOfItsOwn() {
    Conversations conversations = conversations(Settings.standard().limits(100, 2));
    for (int port = 1; port <= 100; port++) {
      assertThat(begin(conversations, "127.3.2.1", port)).isNotNull();
    }
  }

  @Test
  void sourceIsForgottenWithItsLastConversation() {
    Conversations conversations = conversations(Settings.standard());
    Conversation first = begin(conversations, "192.0.2.1", 1);
    Conversation second = begin(conversations, "192.0.2.1", 2);
    conversations.end(first);
    conversations.end(first);
    assertThat(conversations.isWith(first.client.getAddress())).isTrue();
    conversations.end(second);
    assertThat(conversations.isWith(first.client.getAddress())).isFalse();
  }

  @Test
  void floodOfRequestsThatAreNeverAnsweredIsForgottenFirst() {
    Conversations conversations = conversations(Settings.standard().limits(3, 16));
    Conversation honest = begin(conversations, "192.0.2.1", 1);
    conversations.found(honest, new FileInMemory(noise(2000)));
    conversations.acknowledge(honest, 1);
    for (int host = 2; host < 200; host++) {
      Conversation forged = begin(conversations, "192.0.2." + host, 1);
      assertThat(forged).isNotNull();
      conversations.found(forged, new FileInMemory(noise(2000)));
    }
    assertThat(conversations.with(honest.client)).isSameAs(honest);
    assertThat(conversations.isWith(new InetSocketAddress("192.0.2.197", 1).getAddress()))
        .isFalse();
    channel.releaseOutbound();
  }

  @Test
  void requestBeyondTheLimitIsMetWithSilenceAndServedLater() throws IOException {
    try (TestServer server = new TestServer(Settings.patient().limits(2, 16));
        TestClient first = server.put("file", noise(600)).client();
        TestClient second = server.client();
        TestClient third = server.client()) {
      assertThat(first.ask("file").next()).isEqualTo("DATA 1");
      assertThat(first.ack(1).next()).isEqualTo("DATA 2");
      assertThat(second.ask("file").next()).isEqualTo("DATA 1");
      assertThat(second.ack(1).next()).isEqualTo("DATA 2");
      assertThat(third.ask("file").isLeftAloneFor(Duration.ofMillis(100))).isTrue();
      assertThat(server.asked()).hasSize(2);

      first.ack(2);
      while (third.ask("file").isLeftAloneFor(Duration.ofMillis(500))) {
        // asks again, as clients do
      }
      assertThat(third.ack(1).next()).isEqualTo("DATA 2");
    }
  }

  private Conversations conversations(Settings settings) {
    return new Conversations(
        settings.build(), new SparingLog(clock), new Overload(clock, tally.unanswered), tally);
  }

  private Conversation begin(Conversations conversations, String address, int port) {
    return conversations.begin(channel, new InetSocketAddress(address, port), REQUEST);
  }
}
