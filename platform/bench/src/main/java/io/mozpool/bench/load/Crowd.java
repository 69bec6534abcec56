package io.mozpool.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Clients that mean no good: each connects, says one thing, and leaves it at that. Whoever is cut
 * off comes again after a second. All of them share one address, which is nobody else's, and one
 * thread.
 */
public final class Crowd implements AutoCloseable {

  private static final String ADDRESS = "127.0.0.200";
  private static final int SMALL_WINDOW = 4_096;
  private static final int SECONDS_AWAY = 1;

  private final InetSocketAddress server;
  private final byte[] says;
  private final Bootstrap connections;
  private final MultiThreadIoEventLoopGroup thread =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final AtomicLong cutOff = new AtomicLong();

  private Crowd(InetSocketAddress server, byte[] says, boolean reads) {
    this.server = server;
    this.says = says.clone();
    this.connections =
        new Bootstrap()
            .group(thread)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.AUTO_READ, reads)
            .option(ChannelOption.SO_RCVBUF, SMALL_WINDOW)
            .handler(new Member());
  }

  /**
   * Lets so many of them in.
   *
   * @param server on this machine
   * @param says what each sends first, and last
   * @param reads whether they take what they are answered
   */
  public static Crowd of(InetSocketAddress server, int clients, byte[] says, boolean reads) {
    Crowd crowd = new Crowd(server, says, reads);
    for (int i = 0; i < clients; i++) {
      crowd.connect();
    }
    return crowd;
  }

  /** How often one of them was cut off, or not let in. */
  public long cutOff() {
    return cutOff.get();
  }

  @Override
  public void close() {
    thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private void connect() {
    if (!thread.isShuttingDown()) {
      ChannelFuture connection = connections.connect(server, new InetSocketAddress(ADDRESS, 0));
      connection.channel().closeFuture().addListener(closed -> comeAgain());
    }
  }

  private void comeAgain() {
    if (!thread.isShuttingDown()) {
      cutOff.incrementAndGet();
      thread.schedule(this::connect, SECONDS_AWAY, TimeUnit.SECONDS);
    }
  }

  private final class Member extends ChannelInboundHandlerAdapter {

    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      context.writeAndFlush(Unpooled.wrappedBuffer(says));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.close(); // cut off while it spoke
    }
  }
}
