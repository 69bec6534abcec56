package io.mozpool.plugins.fake;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.probe.ReachabilityProbe;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends a board a datagram and waits up to a second for it to come back. Once is enough: nothing
 * gets lost on the loopback interface.
 */
record FakeProbe(DriverAddress address, int port) implements ReachabilityProbe {

  private static final int PATIENCE_MILLIS = 1_000;

  /**
   * @param standardPort where boards answer unless the address says otherwise
   * @throws IllegalArgumentException where the address is not {@code fake://host[:port]}
   */
  static FakeProbe of(DriverAddress address, int standardPort) {
    if (address.host().isEmpty() || !address.path().isEmpty() || !address.query().isEmpty()) {
      throw new IllegalArgumentException(
          "address '" + address + "': expected fake://host[:port] and nothing else");
    }
    return new FakeProbe(address, address.portOr(standardPort));
  }

  @Override
  public boolean answers(Deadline deadline) throws DriverException {
    try (DatagramSocket socket = deadline.closeOnExpiry(new DatagramSocket())) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(address.host()), port));
      byte[] question = question();
      socket.send(new DatagramPacket(question, question.length));
      socket.setSoTimeout(Math.min(PATIENCE_MILLIS, deadline.remainingMillis()));
      DatagramPacket answer =
          new DatagramPacket(new byte[question.length + 1], question.length + 1);
      socket.receive(answer);
      return Arrays.equals(question, Arrays.copyOf(answer.getData(), answer.getLength()));
    } catch (PortUnreachableException e) {
      return false;
    } catch (SocketTimeoutException e) {
      deadline.remaining(); // or it had less time than boards may take
      return false;
    } catch (UnknownHostException e) {
      throw new DriverException(Reason.UNREACHABLE, "name not known: " + address.host(), e);
    } catch (IOException e) {
      deadline.remaining();
      throw new DriverException(
          Reason.UNREACHABLE, "cannot send a datagram to " + address + ": " + e.getMessage(), e);
    }
  }

  private static byte[] question() {
    return ByteBuffer.allocate(Long.BYTES).putLong(ThreadLocalRandom.current().nextLong()).array();
  }
}
