package io.mozpool.plugins.pxe.tftp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that does exactly what a test tells it to, right or wrong. */
final class TestClient implements AutoCloseable {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

  private final DatagramSocket socket;
  private InetSocketAddress server;

  /** Where the last packet came from. */
  private InetSocketAddress peer;

  TestClient(InetSocketAddress server) throws IOException {
    // Of this address always, which tempts a server to answer from there.
    boolean four = server.getAddress() instanceof Inet4Address;
    this.socket = new DatagramSocket(0, InetAddress.getByName(four ? "127.0.0.1" : "::1"));
    this.socket.setReceiveBufferSize(4 << 20);
    this.server = server;
    this.peer = server;
  }

  /** The bytes of a request: texts ended by NUL. */
  static byte[] request(int opcode, String... texts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0);
    bytes.write(opcode);
    for (String text : texts) {
      bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      bytes.write(0);
    }
    return bytes.toByteArray();
  }

  /** Asks for a file in octet mode; options are names and values in turn. */
  TestClient ask(String file, String... options) throws IOException {
    return askAs(file, "octet", options);
  }

  TestClient askAs(String file, String mode, String... options) throws IOException {
    String[] texts = new String[2 + options.length];
    texts[0] = file;
    texts[1] = mode;
    System.arraycopy(options, 0, texts, 2, options.length);
    return send(server, request(Opcode.READ_REQUEST, texts));
  }

  TestClient ack(int number) throws IOException {
    return send(peer, header(Opcode.ACK, number));
  }

  TestClient error() throws IOException {
    return send(peer, request(Opcode.ERROR, "\0", "I have changed my mind"));
  }

  static byte[] header(int opcode, int number) {
    return ByteBuffer.allocate(4).putShort((short) opcode).putShort((short) number).array();
  }

  TestClient send(byte[] bytes) throws IOException {
    return send(server, bytes);
  }

  TestClient send(InetSocketAddress to, byte[] bytes) throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, to));
    return this;
  }

  Packet receive() throws IOException {
    return receive(LONG_ENOUGH);
  }

  private Packet receive(Duration patience) throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
    socket.setSoTimeout((int) patience.toMillis());
    socket.receive(packet);
    peer = (InetSocketAddress) packet.getSocketAddress();
    return Packet.of(packet);
  }

  /** What comes next, as text. */
  String next() throws IOException {
    return receive().toString();
  }

  boolean isLeftAloneFor(Duration time) throws IOException {
    try {
      receive(time);
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  /** Takes the rest of a file whose blocks up to a number have come, in order. */
  byte[] rest(int upTo, int blockSize, int windowSize) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int block = upTo + 1; ; block++) {
      Packet packet = receive();
      if (!packet.toString().equals("DATA " + (block & 0xFFFF))) {
        throw new AssertionError("expected block " + block + ", but got " + packet);
      }
      file.writeBytes(packet.data());
      boolean last = packet.data().length < blockSize;
      if (last || (block - upTo) % windowSize == 0) {
        ack(block);
      }
      if (last) {
        return file.toByteArray();
      }
    }
  }

  /** Asks another address from now on, from the same port. */
  TestClient turnTo(InetSocketAddress other) {
    server = other;
    return this;
  }

  InetSocketAddress peer() {
    return peer;
  }

  @Override
  public void close() {
    socket.close();
  }
}
