package io.mozpool.server.syslog;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes datagrams, each of which is a message. */
final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final Logger LOG = LoggerFactory.getLogger(Datagrams.class);

  private final Intake intake;

  Datagrams(Intake intake) {
    this.intake = intake;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    intake.receive(packet.sender().getAddress(), packet.content().toString(StandardCharsets.UTF_8));
  }

  /** The next one may be better: the port stays open. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.warn("a datagram of syslog could not be taken: {}", cause.toString());
  }
}
