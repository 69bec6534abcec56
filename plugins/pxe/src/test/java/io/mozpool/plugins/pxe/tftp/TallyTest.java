package io.mozpool.plugins.pxe.tftp;

import static io.mozpool.plugins.pxe.tftp.TestServer.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TallyTest {

  @Test
  @Timeout(10)
  void whatIsServedAndWhatIsNotIsCounted() throws IOException {
    try (TestServer server = new TestServer(Settings.patient());
        TestClient client = server.client()) {
      server.put("file", noise(1000));
      client.ask("nothing").next();
      client.ask("trouble").next();
      client.send(TestClient.request(Opcode.WRITE_REQUEST, "new", "octet")).next();
      client.ask("file").rest(0, 512, 1);
      while (server.metric("tftp_transfers") == 0) {
        Thread.onSpinWait(); // until the last ACK has come
      }
      assertThat(client.ask("file").next()).isEqualTo("DATA 1");

      assertThat(server.metric("tftp_not_found")).isEqualTo(1);
      assertThat(server.metric("tftp_errors")).isEqualTo(2);
      assertThat(server.metric("tftp_bytes")).isEqualTo(1000 + 512);
      assertThat(server.metric("tftp_active")).isEqualTo(1);
      assertThat(server.metric("tftp_abandoned")).isZero();
      assertThat(server.metric("tftp_unanswered")).isZero();
    }
  }
}
