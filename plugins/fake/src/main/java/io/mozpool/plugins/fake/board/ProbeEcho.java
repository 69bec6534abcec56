package io.mozpool.plugins.fake.board;

import io.mozpool.plugins.fake.net.Wire;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.util.function.BooleanSupplier;

/** Sends every datagram back, as a board on the network answers a ping. */
final class ProbeEcho extends SimpleChannelInboundHandler<DatagramPacket> {

  private final BooleanSupplier answers;

  /**
   * @param answers asked for every datagram
   */
  ProbeEcho(BooleanSupplier answers) {
    this.answers = answers;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    if (answers.getAsBoolean()) {
      Wire.send(context, new DatagramPacket(packet.content().retain(), packet.sender()));
    }
  }
}
