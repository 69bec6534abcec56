package io.mozpool.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;

/** A connection whose client takes as many bytes as it says. */
final class Narrow extends EmbeddedChannel {

  private final CompositeByteBuf taken = Unpooled.compositeBuffer(1_000);
  private final InetSocketAddress client;
  private int window;

  Narrow(String client, ChannelHandler... handlers) {
    super(handlers);
    this.client = new InetSocketAddress(client, 1);
  }

  /** Takes so many bytes more. */
  void take(int bytes) {
    window += bytes;
    flush();
    runPendingTasks();
  }

  String text() {
    return taken.toString(StandardCharsets.US_ASCII);
  }

  int pending() {
    ChannelOutboundBuffer buffer = unsafe().outboundBuffer();
    return buffer == null ? 0 : (int) buffer.totalPendingWriteBytes();
  }

  @Override
  protected SocketAddress remoteAddress0() {
    return client;
  }

  @Override
  protected void doWrite(ChannelOutboundBuffer waiting) {
    while (waiting.current() instanceof ByteBuf next) {
      int bytes = Math.min(window, next.readableBytes());
      if (bytes == 0 && next.isReadable()) {
        return;
      }
      taken.addComponent(true, next.copy(next.readerIndex(), bytes));
      window -= bytes;
      waiting.removeBytes(bytes);
      if (bytes == 0) {
        waiting.remove();
      }
    }
  }
}
