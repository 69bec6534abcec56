package io.mozpool.plugins.fake.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugins.fake.ServerStandIn;
import io.mozpool.plugins.fake.TftpStandIn;
import io.mozpool.plugins.fake.net.HttpClient.Reply;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientsTest {

  private final Network network = new Network();
  private final ChannelGroup channels = new DefaultChannelGroup(network.loop(), true);
  private final InetAddress board = new InetSocketAddress("127.98.0.1", 0).getAddress();

  @AfterEach
  void closeNetwork() {
    network.close();
  }

  @Test
  void aFileThatIsNotThereIsNone() throws Exception {
    try (TftpStandIn server = new TftpStandIn()) {
      assertThat(fetch(server, "f")).isEmpty();
    }
  }

  @Test
  void aFileOfSeveralBlocksIsPutTogether() throws Exception {
    try (TftpStandIn server = new TftpStandIn()) {
      server.put("f", "0123456789abcdef".repeat(300));
      assertThat(fetch(server, "f")).contains("0123456789abcdef".repeat(300));
    }
  }

  @Test
  void aServerWithoutOptionsIsUnderstood() throws Exception {
    try (TftpStandIn server = new TftpStandIn()) {
      server.withoutOptions();
      server.put("f", "x".repeat(1024)); // an exact multiple ends with an empty block
      assertThat(fetch(server, "f")).contains("x".repeat(1024));
    }
  }

  @Test
  void aRequestThatIsNotHeardIsRepeated() throws Exception {
    try (TftpStandIn server = new TftpStandIn()) {
      server.ignore(1);
      server.put("f", "x");
      assertThat(fetch(server, "f")).contains("x");
      assertThat(server.asked()).hasSize(2);
    }
  }

  @Test
  void aServerThatIsAwayGivesNoReply() throws Exception {
    ServerStandIn server = new ServerStandIn();
    server.close();
    assertThat(get(server.url() + "/api/device/x/bootconfig/")).isEmpty();
  }

  @Test
  void aRedirectIsFollowed() throws Exception {
    try (ServerStandIn server = new ServerStandIn()) {
      assertThat(get(server.url() + "/moved/api/device/x/bootconfig/"))
          .contains(new Reply(200, "{}"));
    }
  }

  @Test
  void aGroupThatIsClosedAsksNothing() throws Exception {
    try (ServerStandIn server = new ServerStandIn()) {
      channels.close().sync();
      assertThat(get(server.url() + "/api/device/x/bootconfig/")).isEmpty();
    }
  }

  private Optional<String> fetch(TftpStandIn server, String file) throws InterruptedException {
    BlockingQueue<Optional<String>> result = new LinkedBlockingQueue<>();
    new TftpClient(network, server.address()).fetch(channels, board, file, result::add);
    return result.poll(10, TimeUnit.SECONDS);
  }

  private Optional<Reply> get(String url) throws InterruptedException {
    BlockingQueue<Optional<Reply>> result = new LinkedBlockingQueue<>();
    new HttpClient(network).get(channels, board, URI.create(url), result::add);
    return result.poll(10, TimeUnit.SECONDS);
  }
}
