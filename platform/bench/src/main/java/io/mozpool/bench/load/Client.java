package io.mozpool.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.util.Arrays;

/** A client and its connection. */
final class Client extends SimpleChannelInboundHandler<HttpObject> {

  /** As much of a body as scripts look at. */
  private static final int HEAD = 2048;

  private final int number;
  private final Channel channel;
  private final Progress progress;
  private final byte[] head = new byte[HEAD];
  private int length;
  private int status;
  private boolean comeLater;
  private long asked;

  Client(int number, Channel channel, Progress progress) {
    this.number = number;
    this.channel = channel;
    this.progress = progress;
  }

  void start() {
    channel.pipeline().addLast(this);
    ask();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
    if (part instanceof HttpResponse response) {
      status = response.status().code();
      comeLater = response.headers().contains(HttpHeaderNames.RETRY_AFTER);
      length = 0;
    }
    if (part instanceof HttpContent content) {
      keep(content.content());
    }
    if (part instanceof LastHttpContent) {
      Answer answer = new Answer(status, comeLater, Arrays.copyOf(head, length));
      progress.answered(number, answer, System.nanoTime() - asked);
      ask();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!progress.isOver() || asked != 0) {
      progress.failed(new IOException("a connection was closed"));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    progress.failed(cause);
  }

  /** Asks the next question, ends where all is over, or waits where there is nothing to ask. */
  void ask() {
    asked = 0;
    if (progress.isOver()) {
      channel.close();
      progress.left();
      return;
    }
    byte[] question = progress.script().next(number);
    if (question == null) {
      progress.waits(this);
    } else {
      asked = progress.script().asked(number, System.nanoTime());
      channel.writeAndFlush(Unpooled.wrappedBuffer(question), channel.voidPromise());
    }
  }

  private void keep(ByteBuf part) {
    int more = Math.min(part.readableBytes(), HEAD - length);
    part.getBytes(part.readerIndex(), head, length, more);
    length += more;
  }
}
