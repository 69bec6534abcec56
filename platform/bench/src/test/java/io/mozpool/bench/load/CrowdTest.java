package io.mozpool.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CrowdTest {

  @Test
  void eachSaysItsSayFromAnAddressOfItsOwnAndComesAgainWhenItIsCutOff() throws Exception {
    try (ServerSocket server = new ServerSocket(0);
        Crowd crowd =
            Crowd.of(
                new InetSocketAddress("127.0.0.1", server.getLocalPort()),
                2,
                "go away".getBytes(US_ASCII),
                true)) {
      for (int i = 0; i < 3; i++) {
        try (Socket member = server.accept()) {
          assertThat(member.getInetAddress().getHostAddress()).isEqualTo("127.0.0.200");
          assertThat(member.getInputStream().readNBytes(7)).isEqualTo("go away".getBytes(US_ASCII));
        }
      }
      assertThat(crowd.cutOff()).isPositive();
    }
  }

  @Test
  void clientsOfAServerOfThisMachineShareSeveralAddresses() {
    InetSocketAddress here = new InetSocketAddress("127.0.0.1", 1);

    assertThat(Arrays.asList(Loopback.of(here, 0), Loopback.of(here, 149)))
        .containsOnly(new InetSocketAddress("127.0.0.1", 0));
    assertThat(Loopback.of(here, 999)).isEqualTo(new InetSocketAddress("127.0.0.7", 0));
    assertThat(Loopback.of(new InetSocketAddress("10.0.0.5", 1), 999)).isNull();
  }
}
