package io.mozpool.server.connection;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.buffer.AdaptiveByteBufAllocator;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.WriteBufferWaterMark;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Has each connection of a client cost what it may and no more: its place, the time of its requests
 * and answers, and the memory of both.
 */
@Singleton
final class ConnectionGuard implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

  /** So much of an answer waits in a socket; the rest is not even made, or stays in the heap. */
  private static final WriteBufferWaterMark PATIENCE = new WriteBufferWaterMark(16_384, 32_768);

  /** Answers are made in the heap: only portions of them come into direct memory. */
  private final ByteBufAllocator allocator = new AdaptiveByteBufAllocator(false);

  private final ClientConnections connections;

  ConnectionGuard(ClientConnections connections) {
    this.connections = connections;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> created) {
    created.getBean().register(new Customizer(null));
    return created.getBean();
  }

  private final class Customizer implements NettyServerCustomizer {

    private final @Nullable Channel connection;

    Customizer(@Nullable Channel connection) {
      this.connection = connection;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new Customizer(channel) : this;
    }

    @Override
    public void onInitialPipelineBuilt() {
      if (connection != null) {
        admit(connection);
      }
    }
  }

  private void admit(Channel connection) {
    Optional<InetAddress> client = Peer.address(connection.remoteAddress());
    Optional<String> refusal = client.flatMap(connections.quota()::take);
    if (refusal.isPresent()) {
      connection.pipeline().addFirst(new Refusal(connections, refusal.get()));
      return;
    }
    client.ifPresent(
        address ->
            connection.closeFuture().addListener(closed -> connections.quota().giveBack(address)));
    watch(connection);
  }

  private void watch(Channel connection) {
    connection.config().setAllocator(allocator);
    connection.config().setWriteBufferWaterMark(PATIENCE);
    SlowSender sender = new SlowSender(connections);
    String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
    connection
        .pipeline()
        .addAfter(codec, "mozpool-portions", new Portions(connections.untaken()))
        .addAfter(codec, "mozpool-old-http", new OldHttp())
        .addAfter(codec, "mozpool-request-end", sender.requestEnd())
        .addBefore(codec, "mozpool-slow-sender", sender)
        .addBefore(codec, "mozpool-slow-reader", new SlowReader(connections));
  }
}
