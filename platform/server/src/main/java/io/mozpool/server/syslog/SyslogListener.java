package io.mozpool.server.syslog;

import io.mozpool.host.ConfigurationException;
import io.mozpool.server.journal.Journal;
import io.mozpool.time.Threads;
import io.netty.bootstrap.AbstractBootstrap;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for syslog over UDP and TCP and has it filed in the logs of the devices. One thread
 * receives, another stores; what the second cannot keep up with is dropped and counted.
 */
public final class SyslogListener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SyslogListener.class);

  /** In octets; the rest of a longer line is left out. */
  static final int LONGEST_LINE = 8_192;

  /** In octets: what the system keeps for us while we are busy, as far as it lets us choose. */
  private static final int UDP_BUFFER = 4 << 20;

  private static final int MOST_CONNECTIONS = 1_000;
  private static final int SECONDS_BETWEEN_REPORTS = 10;

  private final Senders senders;
  private final Journal journal;
  private final Intake intake;
  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(
          1, Threads.ofProcess().factory("syslog"), NioIoHandler.newFactory());
  private volatile int udpPort;
  private volatile int tcpPort;

  /**
   * @param journal for these lines alone; closed with the listener
   * @param linesPerSecond how many of a device are stored in the long run
   */
  public SyslogListener(Senders senders, Journal journal, Clock clock, int linesPerSecond) {
    this.senders = senders;
    this.journal = journal;
    this.intake = new Intake(senders, journal, clock, linesPerSecond);
  }

  /**
   * Listens from now on.
   *
   * @param port for both; 0 for any free ones
   * @throws ConfigurationException where the address or the port cannot be had
   */
  public void open(String address, int port) {
    InetSocketAddress at = new InetSocketAddress(address, port);
    udpPort = bind(udp(), at, "UDP");
    tcpPort = bind(tcp(), at, "TCP");
    loop.scheduleWithFixedDelay(
        intake::reportDropped, SECONDS_BETWEEN_REPORTS, SECONDS_BETWEEN_REPORTS, TimeUnit.SECONDS);
    LOG.info("syslog is taken at {}, UDP {} and TCP {}", address, udpPort, tcpPort);
  }

  /** The UDP port; 0 while nobody listens. */
  public int udpPort() {
    return udpPort;
  }

  /** The TCP port; 0 while nobody listens. */
  public int tcpPort() {
    return tcpPort;
  }

  /** What became of the lines since the start. */
  public SyslogCounts counts() {
    return intake.counts();
  }

  /** Closes the ports and stores what was received. */
  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    senders.close();
    intake.reportDropped();
    journal.close();
  }

  private Bootstrap udp() {
    return new Bootstrap()
        .group(loop)
        .channel(NioDatagramChannel.class)
        .option(ChannelOption.SO_RCVBUF, UDP_BUFFER)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST_LINE))
        .handler(new Datagrams(intake));
  }

  private ServerBootstrap tcp() {
    return new ServerBootstrap()
        .group(loop)
        .channel(NioServerSocketChannel.class)
        .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LONGEST_LINE))
        .childHandler(new Connections(intake, MOST_CONNECTIONS, loop.next()));
  }

  private static int bind(
      AbstractBootstrap<?, ?> bootstrap, InetSocketAddress at, String protocol) {
    ChannelFuture bound = bootstrap.bind(at).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new ConfigurationException(
          "mozpool.syslog.listen, mozpool.syslog.port: expected an address of this host and a free"
              + " port, not %s:%d (%s: %s)"
                  .formatted(at.getHostString(), at.getPort(), protocol, bound.cause()));
    }
    Channel channel = bound.channel();
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }
}
