package io.mozpool.plugins.fake.relay;

import io.mozpool.plugins.fake.net.Network;
import io.mozpool.plugins.fake.net.Wire;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A relay board on TCP: takes one connection at a time, refuses others meanwhile, and rests when it
 * is over. Confined to the rack's thread.
 */
public final class RelayBoard {

  private final Network network;
  private final ChannelGroup channels;
  private final InetSocketAddress address;
  private final Duration rest;
  private final RelayFault fault;
  private final Relays relays;
  private @Nullable Channel listener;

  /**
   * @param channels what is closed with the rack
   */
  public RelayBoard(
      Network network,
      ChannelGroup channels,
      InetSocketAddress address,
      Duration rest,
      RelayFault fault,
      Relays relays) {
    this.network = network;
    this.channels = channels;
    this.address = address;
    this.rest = rest;
    this.fault = fault;
    this.relays = relays;
  }

  /**
   * Begins to listen.
   *
   * @throws IOException where it cannot
   */
  public void start() throws IOException {
    if (fault != RelayFault.REFUSES) {
      ChannelFuture bound = listen().awaitUninterruptibly();
      if (!bound.isSuccess()) {
        throw new IOException("a relay board cannot listen on " + address, bound.cause());
      }
    }
  }

  private ChannelFuture listen() {
    ChannelFuture bound = network.listen(channels, address, this::serve);
    listener = bound.channel();
    return bound;
  }

  private void serve(Channel client) {
    if (listener != null) {
      Wire.close(listener);
    }
    client.pipeline().addLast(new ProXr(relays, fault));
    client.closeFuture().addListener(closed -> listenLater());
  }

  private void listenLater() {
    network.after(
        rest,
        () ->
            listen()
                .addListener(
                    bound -> {
                      // The closed listener may hold its port for a moment longer.
                      if (!bound.isSuccess() && !network.loop().isShuttingDown()) {
                        listenLater();
                      }
                    }));
  }
}
