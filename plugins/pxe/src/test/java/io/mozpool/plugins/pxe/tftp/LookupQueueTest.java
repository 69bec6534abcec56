package io.mozpool.plugins.pxe.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.BootFiles;
import io.mozpool.plugin.boot.BootServer;
import io.mozpool.testkit.TestContext;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookupQueueTest implements BootFiles {

  private final CountDownLatch looking = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private BootServer server;
  private TestClient client;
  private TestClient other;

  @BeforeEach
  void start() throws Exception {
    server =
        new TftpServerFactory()
            .create(Settings.patient().build(), TestContext.in(Path.of("unused")).with(this));
    client = new TestClient(server.address());
    other = new TestClient(server.address());
  }

  @AfterEach
  void stop() {
    answer.countDown();
    client.close();
    other.close();
    server.close();
  }

  @Override
  public Optional<BootFile> find(String requestedName, InetAddress source) {
    if (requestedName.equals("slow")) {
      looking.countDown();
      awaitAnswer();
    }
    return Optional.of(BootFile.of(requestedName + "x".repeat(600)));
  }

  private void awaitAnswer() {
    try {
      answer.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void slowLookUpHoldsUpNoTransfer() throws Exception {
    assertThat(other.ask("quick").next()).isEqualTo("DATA 1");
    client.ask("slow").ask("slow");
    looking.await();
    assertThat(other.ack(1).next()).isEqualTo("DATA 2");
    answer.countDown();
    assertThat(client.receive().data()).asString().startsWith("slow");
  }

  @Test
  void clientThatTurnedToAnotherFileIsNotSentTheFirst() throws Exception {
    client.ask("slow");
    looking.await();
    client.ask("quick");
    assertThat(client.receive().data()).asString().startsWith("quick");
    answer.countDown();
    other.ask("quick").receive(); // the look-up that was answered first has been heard of first
    assertThat(client.ack(1).next()).isEqualTo("DATA 2");
  }

  @Test
  void clientThatAsksOnceMoreWhileItsFileIsLookedUpIsLookedUpOnce() throws Exception {
    client.ask("slow");
    looking.await();
    client.ask("slow").send(TestClient.request(Opcode.WRITE_REQUEST, "new", "octet"));
    assertThat(client.next()).startsWith("ERROR 2");
    answer.countDown();
    assertThat(client.next()).isEqualTo("DATA 1");
    assertThat(client.ack(1).next()).isEqualTo("DATA 2");
  }

  @Test
  void closingDoesNotWaitForALookUp() throws Exception {
    client.ask("slow");
    looking.await();
    server.close();
    assertThat(answer.getCount()).isEqualTo(1);
  }
}
