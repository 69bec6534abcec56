package io.mozpool.plugins.fake;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A TFTP server of one file at a time, with or without options. */
public final class TftpStandIn implements AutoCloseable {

  /** A request that came: all its words, and where from. */
  public record Asked(List<String> words, String from) {
    public String file() {
      return words.get(0);
    }
  }

  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final DatagramSocket socket;
  private volatile boolean options = true;
  private volatile int ignored;

  public TftpStandIn() throws IOException {
    socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    socket.setReceiveBufferSize(4 << 20);
    Thread thread = new Thread(this::serve, "tftp stand-in");
    thread.setDaemon(true);
    thread.start();
  }

  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  public void put(String file, String text) {
    files.put(file, text);
  }

  public void clear() {
    files.clear();
  }

  /** Speaks RFC 1350 only. */
  public void withoutOptions() {
    options = false;
  }

  /** Does not hear the first requests. */
  public void ignore(int requests) {
    ignored = requests;
  }

  public BlockingQueue<Asked> asked() {
    return asked;
  }

  private void serve() {
    byte[] buffer = new byte[2048];
    while (!socket.isClosed()) {
      try {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        socket.receive(packet);
        answer(Arrays.copyOf(buffer, packet.getLength()), packet.getSocketAddress());
      } catch (IOException e) {
        // Closed, or a board that went away in the middle: the next one, please.
      }
    }
  }

  private void answer(byte[] request, SocketAddress client) throws IOException {
    List<String> words =
        List.of(
            new String(request, 2, request.length - 2, StandardCharsets.US_ASCII).split("\0", -1));
    asked.add(new Asked(words, ((InetSocketAddress) client).getAddress().getHostAddress()));
    if (ignored > 0) {
      ignored--;
      return;
    }
    try (DatagramSocket transfer =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      transfer.setSoTimeout(1000);
      transfer.connect(client);
      String text = files.get(words.get(0));
      if (text == null) {
        send(transfer, "\0\5\0\1no such file\0".getBytes(StandardCharsets.US_ASCII));
      } else {
        sendFile(transfer, text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void sendFile(DatagramSocket transfer, byte[] file) throws IOException {
    int blockSize = options ? 1408 : 512;
    if (options) {
      String oack = "\0\6tsize\0" + file.length + "\0blksize\0001408\0";
      exchange(transfer, oack.getBytes(StandardCharsets.US_ASCII), 0);
    }
    for (int block = 1, from = 0; from <= file.length; block++, from += blockSize) {
      int length = Math.min(blockSize, file.length - from);
      byte[] data = new byte[4 + length];
      data[1] = 3;
      data[3] = (byte) block;
      System.arraycopy(file, from, data, 4, length);
      exchange(transfer, data, block);
    }
  }

  private static void exchange(DatagramSocket transfer, byte[] bytes, int block)
      throws IOException {
    send(transfer, bytes);
    DatagramPacket ack = new DatagramPacket(new byte[100], 100);
    transfer.receive(ack);
    if (!Arrays.equals(
        new byte[] {0, 4, 0, (byte) block}, Arrays.copyOf(ack.getData(), ack.getLength()))) {
      throw new IOException("expected an ACK of block " + block);
    }
  }

  private static void send(DatagramSocket transfer, byte[] bytes) throws IOException {
    transfer.send(new DatagramPacket(bytes, bytes.length));
  }

  @Override
  public void close() {
    socket.close();
  }
}
