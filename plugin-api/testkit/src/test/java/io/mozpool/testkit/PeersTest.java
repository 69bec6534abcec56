package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

class PeersTest {

  @Test
  void anAbsentPeerRefusesConnections() {
    try (AbsentPeer peer = AbsentPeer.open()) {
      assertThatThrownBy(() -> connect(peer.address())).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void aDeafPeerNeitherTakesNorRefusesConnections() {
    try (DeafPeer peer = DeafPeer.open()) {
      assertThatThrownBy(() -> connect(peer.address())).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aSilentPeerTakesAConnectionAndSaysNothing() throws Exception {
    try (SilentPeer peer = SilentPeer.open();
        Socket client = connect(peer.address())) {
      client.setSoTimeout(50);
      client.getOutputStream().write(1);

      assertThatThrownBy(() -> client.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void aSilentPeerTakesADatagramAndSaysNothing() throws Exception {
    try (SilentPeer peer = SilentPeer.open();
        DatagramSocket client = new DatagramSocket()) {
      client.setSoTimeout(50);
      client.connect(peer.address());
      DatagramPacket packet = new DatagramPacket(new byte[1], 1);
      client.send(packet);

      assertThatThrownBy(() -> client.receive(packet)).isInstanceOf(SocketTimeoutException.class);
    }
  }

  private static Socket connect(InetSocketAddress peer) throws Exception {
    Socket socket = new Socket();
    socket.connect(peer, 200);
    return socket;
  }
}
