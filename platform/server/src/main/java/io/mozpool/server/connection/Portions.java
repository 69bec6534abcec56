package io.mozpool.server.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes a long answer in portions, each when the client has taken those before: a socket copies
 * what it is given into direct memory, taken or not.
 */
final class Portions extends ChannelDuplexHandler {

  static final int PORTION = 16_384;

  private record Waiting(Object message, ChannelPromise promise) {}

  private final UntakenAnswers untaken;
  private final Deque<Waiting> queue = new ArrayDeque<>();
  private boolean writing;

  Portions(UntakenAnswers untaken) {
    this.untaken = untaken;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    boolean isLong =
        message instanceof FullHttpResponse answer && answer.content().readableBytes() > PORTION;
    if (queue.isEmpty() && !isLong) {
      context.write(message, promise);
      return;
    }
    queue.add(new Waiting(message, promise));
    if (message instanceof FullHttpResponse answer && isLong) {
      queue.removeLast();
      begin(context, answer, promise);
    }
    writeSome(context);
  }

  /** Its head is written as any message; its body is what waits. */
  private void begin(
      ChannelHandlerContext context, FullHttpResponse answer, ChannelPromise promise) {
    DefaultHttpResponse head =
        new DefaultHttpResponse(answer.protocolVersion(), answer.status(), answer.headers());
    queue.add(new Waiting(head, context.newPromise()));
    queue.add(
        new Waiting(
            new DefaultLastHttpContent(answer.content(), answer.trailingHeaders()), promise));
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    writeSome(context);
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    discard(context);
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    discard(context);
  }

  private void writeSome(ChannelHandlerContext context) {
    if (writing || queue.isEmpty()) {
      return;
    }
    writing = true;
    try {
      while (!queue.isEmpty() && context.channel().isWritable()) {
        writeNext(context);
        if (!context.channel().isWritable()) {
          context.flush();
        }
      }
      context.flush();
    } finally {
      writing = false;
    }
    untaken.keeps(context.channel(), bytes());
  }

  private void writeNext(ChannelHandlerContext context) {
    Waiting first = queue.element();
    if (first.message() instanceof DefaultLastHttpContent body
        && body.content().readableBytes() > PORTION) {
      ByteBuf portion = body.content().readRetainedSlice(PORTION);
      context.write(new DefaultHttpContent(portion));
    } else {
      queue.remove();
      context.write(first.message(), first.promise());
    }
  }

  private long bytes() {
    return queue.stream()
        .filter(each -> each.message() instanceof DefaultLastHttpContent)
        .mapToLong(each -> ((DefaultLastHttpContent) each.message()).content().readableBytes())
        .sum();
  }

  private void discard(ChannelHandlerContext context) {
    while (!queue.isEmpty()) {
      Waiting next = queue.remove();
      ReferenceCountUtil.release(next.message());
      if (!next.promise().isVoid()) {
        next.promise().tryFailure(new ClosedChannelException());
      }
    }
    untaken.keeps(context.channel(), 0);
  }
}
