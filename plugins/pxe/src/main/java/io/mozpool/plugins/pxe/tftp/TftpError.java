package io.mozpool.plugins.pxe.tftp;

import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;

/** Why a client is not served: what the ERROR packet to it says. It is never sent twice. */
final class TftpError extends Exception {

  private final ErrorCode code;

  /** Takes no stack trace: clients cause these at will. The text must not name the disk's paths. */
  TftpError(ErrorCode code, String text) {
    super(text, null, false, false);
    this.code = code;
  }

  boolean isNotFound() {
    return code == ErrorCode.FILE_NOT_FOUND;
  }

  void sendTo(Channel channel, InetSocketAddress client) {
    var packet = Packets.error(channel.alloc(), code, String.valueOf(getMessage()));
    channel.writeAndFlush(new DatagramPacket(packet, client), channel.voidPromise());
  }
}
