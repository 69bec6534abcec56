package io.mozpool.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A closed loop: each client has a connection, which is kept alive, and asks its next question when
 * the last one is answered. With a script that is {@link Paced} it is an open one. All clients
 * share one thread.
 */
public final class Load {

  /** How long the last answers may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final InetSocketAddress server;
  private final Bootstrap connections;
  private final EventLoop loop;

  private Load(InetSocketAddress server, EventLoop loop) {
    this.server = server;
    this.loop = loop;
    this.connections =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpResponseDecoder(
                                new HttpDecoderConfig().setValidateHeaders(false)));
                  }
                });
  }

  /** Runs for a time; see {@link #run(InetSocketAddress, int, Script, Duration, long)}. */
  public static Tally run(InetSocketAddress server, int clients, Script script, Duration time)
      throws IOException, InterruptedException {
    return run(server, clients, script, time, Long.MAX_VALUE);
  }

  /**
   * Runs for a time, or until there are so many answers of whatever kind. Blocks until every client
   * has the answer to its last question.
   *
   * @throws IOException where the server cannot be reached, or breaks a connection off
   */
  public static Tally run(
      InetSocketAddress server, int clients, Script script, Duration time, long most)
      throws IOException, InterruptedException {
    MultiThreadIoEventLoopGroup thread =
        new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try {
      return new Load(server, thread.next()).run(clients, script, time, most);
    } finally {
      thread.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
  }

  private Tally run(int clients, Script script, Duration time, long most)
      throws IOException, InterruptedException {
    List<Channel> connected = new ArrayList<>();
    for (int i = 0; i < clients; i++) {
      ChannelFuture connection = connections.connect(server, Loopback.of(server, i)).await();
      if (!connection.isSuccess()) {
        throw new IOException("cannot connect to " + server, connection.cause());
      }
      connected.add(connection.channel());
    }
    Progress progress = new Progress(loop, connected, script, most);
    loop.execute(() -> progress.start(time));
    try {
      return progress.ended().get(time.plus(PATIENCE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(server + " breaks off", e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("%s does not answer for %s".formatted(server, PATIENCE), e);
    }
  }
}
