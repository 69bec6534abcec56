package io.mozpool.server.connection;

import io.mozpool.server.connection.ClientConnections.Drop;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Closes a connection whose client does not take any of what is there for it. */
final class SlowReader extends ChannelOutboundHandlerAdapter {

  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SECONDS_BETWEEN_LOOKS = 1;

  private final ClientConnections connections;
  private boolean watched;
  private int part;
  private long progress;
  private long since;

  SlowReader(ClientConnections connections) {
    this.connections = connections;
  }

  @Override
  public void flush(ChannelHandlerContext context) {
    context.flush();
    if (!watched && waiting(context) != null) {
      watched = true;
      part = 0;
      look(context);
    }
  }

  private void look(ChannelHandlerContext context) {
    ChannelOutboundBuffer waiting = waiting(context);
    watched = waiting != null;
    if (waiting == null) {
      return;
    }
    long now = context.executor().ticker().nanoTime();
    int current = System.identityHashCode(waiting.current());
    if (current != part || waiting.currentProgress() != progress) {
      part = current;
      progress = waiting.currentProgress();
      since = now;
    }
    if (now - since >= PATIENCE.toNanos()) {
      connections.drop(Drop.ANSWER);
      context.close();
    } else {
      context.executor().schedule(() -> look(context), SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
    }
  }

  private static @Nullable ChannelOutboundBuffer waiting(ChannelHandlerContext context) {
    ChannelOutboundBuffer buffer = context.channel().unsafe().outboundBuffer();
    return buffer == null || buffer.current() == null ? null : buffer;
  }
}
