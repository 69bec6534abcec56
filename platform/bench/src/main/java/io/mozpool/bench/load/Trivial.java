package io.mozpool.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that gives every request the same answer, on one thread of this process: what a load
 * reaches with it is the load's own limit.
 */
public final class Trivial {

  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 17\r\n\r\n"
              + "{\"state\":\"ready\"}")
          .getBytes(UTF_8);

  private Trivial() {}

  /** Wanted answers a second that so many clients get of it. */
  public static double perSecond(int clients, Duration time)
      throws IOException, InterruptedException {
    MultiThreadIoEventLoopGroup thread =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      Channel listening =
          new ServerBootstrap()
              .group(thread)
              .channel(NioServerSocketChannel.class)
              .childHandler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel.pipeline().addLast(new HttpRequestDecoder(), new SameAnswer());
                    }
                  })
              .bind(InetAddress.getLoopbackAddress(), 0)
              .sync()
              .channel();
      InetSocketAddress address = (InetSocketAddress) listening.localAddress();
      Script script =
          Script.of(List.of(new Requests(address).get("/api/device/device1/state/")), "ready");
      Load.run(address, clients, script, time.dividedBy(2));
      return Load.run(address, clients, script, time).perSecond();
    } finally {
      thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private static final class SameAnswer extends SimpleChannelInboundHandler<HttpObject> {

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject part) {
      if (part instanceof LastHttpContent) {
        context.writeAndFlush(Unpooled.wrappedBuffer(ANSWER), context.voidPromise());
      }
    }
  }
}
