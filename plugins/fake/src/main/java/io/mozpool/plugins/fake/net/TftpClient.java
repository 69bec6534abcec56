package io.mozpool.plugins.fake.net;

import io.netty.channel.Channel;
import io.netty.channel.group.ChannelGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Fetches small text files by TFTP (RFC 1350, 2347 to 2349) as PXELINUX 6.04 does. */
public final class TftpClient {

  private final Network network;
  private final InetSocketAddress server;

  public TftpClient(Network network, InetSocketAddress server) {
    this.network = network;
    this.server = server;
  }

  /**
   * Calls back once, on the rack's thread: with nothing where the server has no such file or does
   * not answer.
   */
  public void fetch(
      ChannelGroup group, InetAddress from, String file, Consumer<Optional<String>> whenDone) {
    TftpTransfer transfer = new TftpTransfer(network, server, file);
    Channel channel = network.bind(group, new InetSocketAddress(from, 0), transfer);
    channel.closeFuture().addListener(closed -> whenDone.accept(transfer.text()));
  }
}
