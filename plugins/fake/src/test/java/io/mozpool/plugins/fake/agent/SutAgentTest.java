package io.mozpool.plugins.fake.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugins.fake.AgentClient;
import io.mozpool.plugins.fake.net.Network;
import io.netty.channel.group.DefaultChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SutAgentTest {

  private static final String PROMPT = "$>\0";

  private final Network network = new Network();
  private final Host host = new Host();
  private InetSocketAddress address;

  @BeforeEach
  void startAgent() {
    SutAgent agent = new SutAgent(host);
    DefaultChannelGroup channels = new DefaultChannelGroup(network.loop());
    InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);
    address =
        (InetSocketAddress)
            network
                .listen(channels, anyPort, agent::serve)
                .syncUninterruptibly()
                .channel()
                .localAddress();
  }

  @AfterEach
  void closeNetwork() {
    network.close();
  }

  @Test
  void tellsWhoItIs() throws IOException {
    try (AgentClient client = connect()) {
      assertThat(client.ask("VER")).isEqualTo("SUTAgentAndroid Version 1.13.1\n$>\0");
      assertThat(client.ask("testroot")).isEqualTo("/mnt/sdcard\n$>\0");
    }
  }

  @Test
  void takesEveryLineEnd() throws IOException {
    try (AgentClient client = connect()) {
      client.send("testroot\rtestroot\ntestroot\r\n");
      for (int i = 0; i < 3; i++) {
        assertThat(client.read()).isEqualTo("/mnt/sdcard\n$>\0");
      }
    }
  }

  @Test
  void keepsDirectories() throws IOException {
    try (AgentClient client = connect()) {
      assertThat(client.ask("isdir /mnt/sdcard")).isEqualTo("TRUE\n$>\0");
      assertThat(client.ask("isdir /mnt/sdcard/tests"))
          .isEqualTo("/mnt/sdcard/tests: No such file or directory\n$>\0");
      assertThat(client.ask("mkdr /mnt/sdcard/tests"))
          .isEqualTo("/mnt/sdcard/tests successfully created\n$>\0");
      assertThat(client.ask("mkdr /mnt/sdcard/tests")).startsWith("##AGENT-WARNING## ");
      assertThat(client.ask("isdir \"/mnt/sdcard/tests\"")).isEqualTo("TRUE\n$>\0");
    }
  }

  @Test
  void answersTheConstructorOfMozdeviceOf2012() throws IOException {
    try (AgentClient client = connect()) {
      assertThat(client.ask("testroot")).isEqualTo("/mnt/sdcard\n$>\0");
      assertThat(client.ask("cd /mnt/sdcard/tests"))
          .isEqualTo("##AGENT-WARNING## Couldn't change directory to /mnt/sdcard/tests\n$>\0");
      assertThat(client.ask("cwd")).isEqualTo("/\n$>\0");
      client.ask("mkdr /mnt/sdcard/tests");
      assertThat(client.ask("cd /mnt/sdcard/tests")).isEqualTo(PROMPT);
      assertThat(client.ask("cwd")).isEqualTo("/mnt/sdcard/tests\n$>\0");
    }
  }

  @Test
  void listsTheDirectoryThatAClientIsIn() throws IOException {
    try (AgentClient client = connect();
        AgentClient other = connect()) {
      client.ask("cd /mnt/sdcard");
      assertThat(client.ask("ls")).isEqualTo("<empty>\n$>\0");
      client.ask("mkdr /mnt/sdcard/tests/deep");
      client.send("push /mnt/sdcard/a 1\r\nx");
      client.read();
      assertThat(client.ask("ls")).isEqualTo("a\ntests\n$>\0");
      assertThat(client.ask("ls tests")).isEqualTo("deep\n$>\0");
      assertThat(other.ask("ls")).isEqualTo("mnt\n$>\0");
      assertThat(other.ask("ls /mnt/sdcard/a"))
          .isEqualTo("##AGENT-WARNING## /mnt/sdcard/a is not a directory\n$>\0");
    }
  }

  @Test
  void storesAFileAndTellsItsHash() throws IOException {
    try (AgentClient client = connect()) {
      client.ask("mkdr /mnt/sdcard/tests/sdcardtest");
      client.send("push /mnt/sdcard/tests/sdcardtest/sdcard_check 15\r\nautophone ");
      client.send("test\n");
      assertThat(client.read()).isEqualTo("d548a4ba2f0d8ff52af7ce43e241f7da\n$>\0");
      assertThat(client.ask("isdir /mnt/sdcard/tests/sdcardtest/sdcard_check"))
          .isEqualTo("FALSE\n$>\0");
      assertThat(client.ask("rmdr /mnt/sdcard/tests"))
          .isEqualTo(
              "Deleting file(s) from /mnt/sdcard/tests\n"
                  + "Deleting file(s) from /mnt/sdcard/tests/sdcardtest\n"
                  + "\tDeleted sdcard_check\n"
                  + "Deleting directory /mnt/sdcard/tests/sdcardtest\n"
                  + "Deleting directory /mnt/sdcard/tests\n$>\0");
    }
  }

  @Test
  void removesAnEmptyDirectory() throws IOException {
    try (AgentClient client = connect()) {
      client.ask("mkdr /mnt/sdcard/a");
      assertThat(client.ask("rmdr /mnt/sdcard/a"))
          .isEqualTo(
              "Deleting file(s) from /mnt/sdcard/a\n\t<empty>\n"
                  + "Deleting directory /mnt/sdcard/a\n$>\0");
      assertThat(client.ask("rmdr /mnt/sdcard/a"))
          .isEqualTo("##AGENT-WARNING## /mnt/sdcard/a is not a directory\n$>\0");
    }
  }

  @Test
  void storesNothingWhereThereIsNoDirectoryOrTheCardFails() throws IOException {
    try (AgentClient client = connect()) {
      client.send("push /nowhere/f 1\r\nx");
      assertThat(client.read()).isEqualTo("##AGENT-WARNING## Push failed!\n$>\0");
      host.stores = false;
      client.send("push /mnt/sdcard/f 1\r\nx");
      assertThat(client.read()).isEqualTo("##AGENT-WARNING## Push failed!\n$>\0");
    }
  }

  @Test
  void doesNotKnowOtherCommands() throws IOException {
    try (AgentClient client = connect()) {
      assertThat(client.ask("foo x 'y z'"))
          .isEqualTo(
              "##AGENT-WARNING## [foo] command with arg(s) = [x y z] is currently not"
                  + " implemented.\n$>\0");
    }
  }

  @Test
  void servesSeveralClientsFromOneCard() throws IOException {
    try (AgentClient one = connect();
        AgentClient other = connect()) {
      one.ask("mkdr /mnt/sdcard/a");
      assertThat(other.ask("isdir /mnt/sdcard/a")).isEqualTo("TRUE\n$>\0");
    }
  }

  @Test
  void saysGoodbye() throws IOException {
    try (AgentClient client = connect()) {
      assertThat(client.ask("quit")).isEqualTo("quit\n$>\0");
      assertThat(client.read()).isEmpty();
    }
  }

  @Test
  void reboots() throws Exception {
    try (AgentClient client = connect()) {
      assertThat(client.ask("rebt")).isEmpty();
    }
    assertThat(host.reboots.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void hangsUpWhereItsBoardSaysSo() throws IOException {
    host.takes = false;
    try (AgentClient client = new AgentClient(address)) {
      assertThat(client.read()).isEmpty();
    }
  }

  private AgentClient connect() throws IOException {
    AgentClient client = new AgentClient(address);
    assertThat(client.read()).isEqualTo(PROMPT);
    return client;
  }

  private static final class Host implements AgentHost {

    final CountDownLatch reboots = new CountDownLatch(1);
    volatile boolean takes = true;
    volatile boolean stores = true;

    @Override
    public boolean takesConnection() {
      return takes;
    }

    @Override
    public boolean storesFile() {
      return stores;
    }

    @Override
    public void reboot() {
      reboots.countDown();
    }
  }
}
