package io.mozpool.server.connection;

import io.mozpool.server.connection.ClientConnections.Drop;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose request stands still, headers or body, or takes too long to come. Time
 * in which the server does not want to read does not count. It sees the bytes; the handler of
 * {@link #requestEnd()}, behind the decoder, tells it where a request ends.
 */
final class SlowSender extends ChannelDuplexHandler {

  static final Duration STANDSTILL = Duration.ofSeconds(10);
  static final Duration WHOLE = Duration.ofSeconds(30);
  private static final int SECONDS_BETWEEN_LOOKS = 1;

  private final ClientConnections connections;
  private boolean underWay;
  private boolean wanted = true;
  private boolean watched;
  private long begun;
  private long waitingSince;
  private long unwantedSince;
  private long unwanted;

  SlowSender(ClientConnections connections) {
    this.connections = connections;
  }

  /** Tells of the ends of requests. */
  ChannelInboundHandler requestEnd() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof LastHttpContent) {
          underWay = false;
        }
        context.fireChannelRead(message);
      }
    };
  }

  @Override
  public void read(ChannelHandlerContext context) {
    if (!wanted) {
      wanted = true;
      waitingSince = now(context);
      unwanted += waitingSince - unwantedSince;
    }
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object bytes) {
    long now = now(context);
    if (!underWay) {
      underWay = true;
      begun = now;
      unwanted = 0;
    }
    wanted = false;
    unwantedSince = now;
    context.fireChannelRead(bytes);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
    if (underWay && !watched) {
      watched = true;
      lookLater(context);
    }
  }

  private void lookLater(ChannelHandlerContext context) {
    context.executor().schedule(() -> look(context), SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
  }

  private void look(ChannelHandlerContext context) {
    watched = underWay && !context.isRemoved();
    if (!watched) {
      return;
    }
    long now = now(context);
    if (wanted
        && (now - waitingSince >= STANDSTILL.toNanos()
            || now - begun - unwanted >= WHOLE.toNanos())) {
      connections.drop(Drop.REQUEST);
      context.close();
    } else {
      lookLater(context);
    }
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }
}
