package io.mozpool.plugins.fake.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One file on its way: asks, acknowledges, repeats itself when it hears nothing, and closes. */
final class TftpTransfer extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final int RRQ = 1;
  private static final int DATA = 3;
  private static final int ACK = 4;
  private static final int ERROR = 5;
  private static final int OACK = 6;

  private static final int MAX_SIZE = 65_536;
  private static final int MAX_SILENCES = 30;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Network network;
  private final InetSocketAddress server;
  private final ByteArrayOutputStream contents = new ByteArrayOutputStream();
  private InetSocketAddress peer;
  private byte[] lastSent;
  private int blockSize = 512;
  private int block;
  private int silences;
  private boolean heard;
  private @Nullable String text;

  TftpTransfer(Network network, InetSocketAddress server, String file) {
    this.network = network;
    this.server = server;
    this.peer = server;
    this.lastSent = request(file);
  }

  /** The whole file; empty until it is there. */
  Optional<String> text() {
    return Optional.ofNullable(text);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    send(context);
    listen(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    ByteBuf in = packet.content();
    if (in.readableBytes() < 2 || !isPeer(packet.sender())) {
      return;
    }
    peer = packet.sender();
    heard = true;
    switch (in.readUnsignedShort()) {
      case OACK -> acceptOptions(context, in.toString(StandardCharsets.US_ASCII));
      case DATA -> data(context, in);
      case ERROR -> Wire.close(context);
      default -> {}
    }
  }

  /** The server answers from a port of its own choice, and then stays with it. */
  private boolean isPeer(InetSocketAddress sender) {
    return peer.equals(server)
        ? sender.getAddress().equals(server.getAddress())
        : sender.equals(peer);
  }

  private void acceptOptions(ChannelHandlerContext context, String options) {
    String[] words = options.split("\0", -1);
    for (int i = 0; i + 1 < words.length; i += 2) {
      if (words[i].toLowerCase(Locale.ROOT).equals("blksize")) {
        blockSize = Integer.parseInt(words[i + 1]);
      }
    }
    if (block == 0) {
      acknowledge(context);
    }
  }

  private void data(ChannelHandlerContext context, ByteBuf in) {
    if (in.readableBytes() < 2 || in.readUnsignedShort() != block + 1) {
      return; // a duplicate: only the timer repeats anything
    }
    block++;
    int length = in.readableBytes();
    contents.writeBytes(bytes(in));
    acknowledge(context);
    if (length < blockSize) {
      text = contents.toString(StandardCharsets.UTF_8);
    }
    if (length < blockSize || contents.size() > MAX_SIZE) {
      Wire.close(context);
    }
  }

  private void acknowledge(ChannelHandlerContext context) {
    lastSent = new byte[] {0, ACK, (byte) (block >> 8), (byte) block};
    send(context);
  }

  private void send(ChannelHandlerContext context) {
    Wire.send(context, new DatagramPacket(Unpooled.wrappedBuffer(lastSent), peer));
  }

  private void listen(ChannelHandlerContext context) {
    heard = false;
    network.after(PATIENCE, () -> checkSilence(context));
  }

  private void checkSilence(ChannelHandlerContext context) {
    silences = heard ? 0 : silences + 1;
    if (silences == MAX_SILENCES) {
      Wire.close(context);
    } else if (context.channel().isActive()) {
      if (!heard) {
        send(context);
      }
      listen(context);
    }
  }

  private static byte[] request(String file) {
    String words = String.join("\0", file, "octet", "tsize", "0", "blksize", "1408");
    return ("\0" + (char) RRQ + words + "\0").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] bytes(ByteBuf in) {
    byte[] bytes = new byte[in.readableBytes()];
    in.readBytes(bytes);
    return bytes;
  }
}
