package io.mozpool.plugins.pxe.tftp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on the ports that files are sent from, each of which serves many clients. */
@Sharable
final class TransferHandler extends SimpleChannelInboundHandler<DatagramPacket> {

  private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);
  private static final TftpError UNKNOWN_TRANSFER_ID =
      new TftpError(ErrorCode.UNKNOWN_TRANSFER_ID, "Unknown transfer ID");

  private final Conversations conversations;

  TransferHandler(Conversations conversations) {
    this.conversations = conversations;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    ByteBuf in = packet.content();
    if (in.readableBytes() < Packets.HEADER_LENGTH) {
      return;
    }
    int opcode = in.readUnsignedShort();
    Conversation conversation = conversations.with(packet.sender());
    if (conversation == null) {
      refuseStranger(context, packet.sender(), opcode);
    } else if (conversation.channel != context.channel()) {
      LOG.debug("late packet for what {} asked for before", packet.sender());
    } else if (opcode == Opcode.ACK) {
      conversations.acknowledge(conversation, in.readUnsignedShort());
    } else if (opcode == Opcode.ERROR) {
      LOG.debug("{} was ended by the client", conversation); // its good right, and usual in probing
      conversations.end(conversation);
    }
  }

  /** Only where its address is being served at another port: all else may be forged, or late. */
  private void refuseStranger(ChannelHandlerContext context, InetSocketAddress sender, int opcode) {
    boolean served = sender.getPort() != 0 && conversations.isWith(sender.getAddress());
    if (served && opcode != Opcode.ERROR) {
      UNKNOWN_TRANSFER_ID.sendTo(context.channel(), sender);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("on port {}", context.channel().localAddress(), cause);
  }
}
