package io.mozpool.plugins.pxe.tftp;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What one client, an address and a port, is being served: first a look-up, then a transfer. */
final class Conversation {

  final Channel channel;
  final InetSocketAddress client;
  final Request request;
  private @Nullable Transfer transfer;

  Conversation(Channel channel, InetSocketAddress client, Request request) {
    this.channel = channel;
    this.client = client;
    this.request = request;
  }

  /** The transfer; null while the file is being looked up. */
  @Nullable Transfer transfer() {
    return transfer;
  }

  void take(Transfer found) {
    transfer = found;
  }

  /**
   * Whether a request is this one, sent twice by the client or the network. A client that has
   * acknowledged something and asks again was restarted, and means to begin anew.
   */
  boolean isRepeatedBy(Request other) {
    boolean restarted = transfer != null && transfer.isAnswered();
    return request.equals(other) && !restarted;
  }

  /** Whether its client was sent something and has not answered. */
  boolean isUnanswered() {
    return transfer != null && !transfer.isAnswered();
  }

  @Override
  public String toString() {
    return request.quotedFile() + " to " + client;
  }
}
