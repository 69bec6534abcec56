package io.mozpool.server.syslog;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes connections: only so many, and none that is silent for long. */
final class Connections extends ChannelInitializer<SocketChannel> {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
  private static final int HOURS_OF_SILENCE = 1;

  /** Takes the lines of one connection. */
  private final class Lines extends SimpleChannelInboundHandler<String> {

    private final InetAddress source;

    Lines(InetAddress source) {
      this.source = source;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, String line) {
      intake.receive(source, line);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      LOG.debug("syslog of {} ends: {}", source, cause.toString());
      context.close();
    }
  }

  private final Intake intake;
  private final int most;
  private final ChannelGroup open;

  /**
   * @param most how many at the same time
   * @param executor the thread of all of them
   */
  Connections(Intake intake, int most, EventExecutor executor) {
    this.intake = intake;
    this.most = most;
    this.open = new DefaultChannelGroup(executor);
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    if (open.size() >= most) {
      LOG.debug("{} is one connection too many", channel.remoteAddress());
      channel.close();
      return;
    }
    open.add(channel);
    channel
        .pipeline()
        .addLast(new ReadTimeoutHandler(HOURS_OF_SILENCE, TimeUnit.HOURS))
        .addLast(new SyslogFrames(SyslogListener.LONGEST_LINE))
        .addLast(new Lines(channel.remoteAddress().getAddress()));
  }
}
