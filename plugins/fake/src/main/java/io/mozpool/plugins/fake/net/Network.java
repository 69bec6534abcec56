package io.mozpool.plugins.fake.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rack's only thread and the sockets on it. Whatever is opened belongs to a group, and is
 * closed with it; what is opened for a group that is closed already is closed at once.
 */
public final class Network implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Network.class);
  private static final int CONNECT_MILLIS = 5_000;

  // Heap buffers, made when needed: a thousand boards send little, and seldom.
  private static final UnpooledByteBufAllocator BUFFERS = new UnpooledByteBufAllocator(false);

  private final EventLoopGroup threads =
      new MultiThreadIoEventLoopGroup(
          1, new DefaultThreadFactory("fake-rack", true), NioIoHandler.newFactory());
  private final EventLoop loop = threads.next();

  /** The thread that every board and relay board is confined to. */
  public EventLoop loop() {
    return loop;
  }

  /** Listens; each client is taken alone, so that a listener may close after the first. */
  public ChannelFuture listen(ChannelGroup group, InetSocketAddress at, Consumer<Channel> client) {
    ServerBootstrap server =
        new ServerBootstrap()
            .group(loop, loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.ALLOCATOR, BUFFERS)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new ServerChannelRecvByteBufAllocator())
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.ALLOCATOR, BUFFERS)
            .childHandler(prepare(group, client));
    ChannelFuture bound = server.bind(at);
    group.add(bound.channel());
    return bound;
  }

  /** Opens a UDP socket; port 0 is any free one. It is closed at once where it cannot be opened. */
  public Channel bind(ChannelGroup group, InetSocketAddress at, ChannelHandler handler) {
    Bootstrap socket =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.ALLOCATOR, BUFFERS)
            // A board that restarts opens its socket while the old one is still being closed.
            .option(ChannelOption.SO_REUSEADDR, true)
            .handler(prepare(group, channel -> channel.pipeline().addLast(handler)));
    ChannelFuture bound = socket.bind(at);
    bound.addListener(opened -> warnUnlessOpened(opened, at));
    return bound.channel();
  }

  /** Does something on the rack's thread when that much time has passed. */
  public void after(Duration delay, Runnable action) {
    loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS)
        .addListener(
            done -> {
              if (!done.isSuccess() && !done.isCancelled()) {
                LOG.error("The rack failed to do something", done.cause());
              }
            });
  }

  /** Connects from an address of the rack's. */
  public ChannelFuture connect(
      ChannelGroup group, InetAddress from, InetSocketAddress to, Consumer<Channel> prepare) {
    Bootstrap client =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.ALLOCATOR, BUFFERS)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
            .handler(prepare(group, prepare));
    return client.connect(to, new InetSocketAddress(from, 0));
  }

  /** Ends the thread; what is still open is closed. */
  @Override
  public void close() {
    threads.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2_000);
  }

  private static void warnUnlessOpened(Future<?> opened, InetSocketAddress at) {
    if (!opened.isSuccess() && !(opened.cause() instanceof ClosedChannelException)) {
      LOG.warn("No UDP socket at {}", at, opened.cause());
    }
  }

  private static ChannelInitializer<Channel> prepare(ChannelGroup group, Consumer<Channel> more) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        group.add(channel);
        more.accept(channel);
        channel.pipeline().addLast(new CloseOnError());
      }
    };
  }
}
