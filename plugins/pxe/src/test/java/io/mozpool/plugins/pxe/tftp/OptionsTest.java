package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  private TestServer server;
  private TestClient client;

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(Settings.patient().maxBlockSize(9000).maxWindowSize(20));
    server.put("file", noise(1000));
    client = server.client();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "utimeout 100",
    "timeout 0",
    "timeout 256",
    "timeout 300 utimeout 1",
    "blksize 7",
    "blksize 65465",
    "blksize -512",
    "blksize +512",
    "blksize 5x",
    "blksize 4294967808",
    "windowsize 0",
    "windowsize 65536",
    "tsize x",
  })
  void optionThatIsUnknownOrOutOfRangeIsPassedOver(String options) throws IOException {
    assertThat(client.ask("file", options.split(" ")).next()).isEqualTo("DATA 1");
  }

  @Test
  void optionWithoutAValueInItIsPassedOver() throws IOException {
    assertThat(client.ask("file", "blksize", "").next()).isEqualTo("DATA 1");
  }

  @ParameterizedTest
  @CsvSource({
    "blksize 8, blksize=8",
    "blksize 9000, blksize=9000",
    "blksize 65464, blksize=9000",
    "windowsize 65535, windowsize=20",
    "timeout 255, timeout=255",
    "tsize 0, tsize=1000",
    "BLKSIZE 1024, BLKSIZE=1024",
    "blksize 1432 tsize 0, blksize=1432 tsize=1000", // iPXE
    "tsize 0 blksize 1408, tsize=1000 blksize=1408", // PXELINUX
    "timeout 5 tsize 0 blksize 1468 windowsize 4,"
        + "timeout=5 tsize=1000 blksize=1468 windowsize=4", // U-Boot
    "multicast x windowSize 2 blksize 7 tSize 0, windowSize=2 tSize=1000",
    "blksize 1000 blksize 2000, blksize=1000",
  })
  void grantedOptionsAreEchoedInOrder(String asked, String granted) throws IOException {
    assertThat(client.ask("file", asked.split(" ")).next()).isEqualTo("OACK " + granted);
  }

  @Test
  void windowOfHugeBlocksIsMadeSmall() throws IOException {
    try (TestServer generous = new TestServer(Settings.patient());
        TestClient greedy = generous.put("file", noise(1)).client()) {
      greedy.ask("file", "windowsize", "64", "blksize", "65464");
      assertThat(greedy.next()).isEqualTo("OACK windowsize=2 blksize=65464");
      greedy.ask("file", "windowsize", "64", "blksize", "1468");
      assertThat(greedy.next()).isEqualTo("OACK windowsize=64 blksize=1468");
    }
  }

  @Test
  void plainRequestGetsNoOack() throws IOException {
    assertThat(client.ask("file").next()).isEqualTo("DATA 1");
  }

  @Test
  void dataComesOnlyAfterTheOackIsAcknowledged() throws IOException {
    assertThat(client.ask("file", "tsize", "0").next()).isEqualTo("OACK tsize=1000");
    client.ack(1);
    assertThat(client.ack(0).next()).isEqualTo("DATA 1");
    assertThat(client.ack(1).next()).isEqualTo("DATA 2");
  }

  @Test
  void requestFilledUpWithZerosIsUnderstood() throws IOException {
    assertThat(client.ask("file", "blksize", "600", "", "", "").next())
        .isEqualTo("OACK blksize=600");
  }
}
