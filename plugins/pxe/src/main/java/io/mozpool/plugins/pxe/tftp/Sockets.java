package io.mozpool.plugins.pxe.tftp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.List;

/** Makes UDP sockets, with one thread and one small pool of buffers for all. */
final class Sockets implements AutoCloseable {

  /** Whatever is longer than this was longer than any request may be, and is cut off. */
  private static final int LONGEST_PACKET = 2 * Request.MAX_LENGTH;

  private final EventLoopGroup loop;
  private final ByteBufAllocator buffers = smallPool();

  Sockets() {
    this.loop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("tftp", true), NioIoHandler.newFactory());
  }

  /** The thread that owns the sockets. */
  EventLoop loop() {
    return loop.next();
  }

  /** One arena of direct memory that grows by chunks of 8 KiB * 2^7 = 1 MiB. */
  private static ByteBufAllocator smallPool() {
    return new PooledByteBufAllocator(true, 0, 1, 8192, 7);
  }

  Channel bind(InetAddress address, int port, ChannelHandler handler) throws IOException {
    ChannelFuture binding = tryToBind(address, port, handler);
    if (!binding.isSuccess()) {
      throw new IOException(
          "cannot listen on UDP %s:%d (%s): set tftp-port (and listen) to what is free here; ports"
                  .formatted(address.getHostAddress(), port, binding.cause().getMessage())
              + " below 1024 need the capability CAP_NET_BIND_SERVICE",
          binding.cause());
    }
    return binding.channel();
  }

  /** Whether no port at all of this address can be bound just now, though the host has it. */
  boolean isNotYetUsable(InetAddress address) {
    try {
      ChannelFuture binding = tryToBind(address, 0, new ChannelInboundHandlerAdapter());
      binding.channel().close().awaitUninterruptibly();
      return !binding.isSuccess() && NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException e) {
      return false;
    }
  }

  private ChannelFuture tryToBind(InetAddress address, int port, ChannelHandler handler) {
    return new Bootstrap()
        .group(loop)
        .channelFactory(() -> open(address))
        .option(ChannelOption.ALLOCATOR, buffers)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST_PACKET))
        .handler(handler)
        .bind(address, port)
        .awaitUninterruptibly();
  }

  static int port(Channel channel) {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  private static Channel open(InetAddress address) {
    return address instanceof Inet4Address
        ? new NioDatagramChannel(SocketProtocolFamily.INET)
        : new NioDatagramChannel();
  }

  /** Closes sockets, and returns when all are. */
  static void close(List<Channel> channels) {
    channels.stream().map(Channel::close).toList().forEach(ChannelFuture::awaitUninterruptibly);
  }

  /** Ends the thread. An event loop that is shut down while it is idle may leave sockets open. */
  @Override
  public void close() {
    loop.shutdownGracefully(0, 500, MILLISECONDS).awaitUninterruptibly(500);
  }
}
