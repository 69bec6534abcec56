package io.mozpool.plugins.fake.net;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.channel.group.ChannelGroup;
import io.netty.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends and closes, where nobody waits for it to be done. */
public final class Wire {

  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  private Wire() {}

  /** Sends a message; where that fails, the channel is closed. */
  public static void send(ChannelOutboundInvoker channel, Object message) {
    channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /** Sends the last message. */
  public static void sendAndClose(ChannelOutboundInvoker channel, Object message) {
    channel.writeAndFlush(message).addListener(ChannelFutureListener.CLOSE);
  }

  public static void close(ChannelOutboundInvoker channel) {
    channel.close().addListener(Wire::note);
  }

  /** Closes all channels of the group, and those that join it later. */
  public static void close(ChannelGroup group) {
    group.close().addListener(Wire::note);
  }

  private static void note(Future<?> closed) {
    if (!closed.isSuccess()) {
      LOG.debug("not closed", closed.cause());
    }
  }
}
