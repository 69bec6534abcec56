package io.mozpool.server.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Tells a client that there is no place for its connection, and closes it. What the client has to
 * say is thrown away first, or it might not get to read the answer.
 */
final class Refusal extends ChannelInboundHandlerAdapter {

  private static final int SECONDS_TO_READ = 1;

  private final ClientConnections connections;
  private final String reason;

  /**
   * @param reason a sentence without quotation marks
   */
  Refusal(ClientConnections connections, String reason) {
    this.connections = connections;
    this.reason = reason;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!connections.beginFarewell()) {
      context.writeAndFlush(answer()).addListener(ChannelFutureListener.CLOSE);
      return;
    }
    context.channel().closeFuture().addListener(closed -> connections.endFarewell());
    context
        .writeAndFlush(answer())
        .addListener(
            written -> {
              if (context.channel() instanceof DuplexChannel channel) {
                channel.shutdownOutput();
              }
            });
    context.executor().schedule(() -> context.close(), SECONDS_TO_READ, TimeUnit.SECONDS);
    context.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ReferenceCountUtil.release(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.read();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close(); // the client has gone
  }

  private ByteBuf answer() {
    String problem =
        """
        {"type":"about:blank","title":"Service Unavailable","status":503,"detail":"%s"}"""
            .formatted(reason);
    return Unpooled.copiedBuffer(
        """
        HTTP/1.1 503 Service Unavailable\r
        Content-Type: application/problem+json\r
        Content-Length: %d\r
        Retry-After: 1\r
        Connection: close\r
        \r
        %s"""
            .formatted(problem.length(), problem),
        UTF_8);
  }
}
