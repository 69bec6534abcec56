package io.mozpool.plugins.fake.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks by HTTP GET, a connection each, and follows redirects as wget does. */
public final class HttpClient {

  private static final int MAX_BODY = 65_536;
  private static final int MAX_REDIRECTS = 3;
  private static final int SILENCE_SECONDS = 30;

  private final Network network;

  public HttpClient(Network network) {
    this.network = network;
  }

  /** What a server answered. */
  public record Reply(int status, String body) {}

  /** Calls back once, on the rack's thread: with nothing where no whole answer came. */
  public void get(
      ChannelGroup group, InetAddress from, URI uri, Consumer<Optional<Reply>> whenDone) {
    get(group, from, uri, MAX_REDIRECTS, whenDone);
  }

  private void get(
      ChannelGroup group,
      InetAddress from,
      URI uri,
      int redirects,
      Consumer<Optional<Reply>> whenDone) {
    Exchange exchange = new Exchange(uri);
    Channel channel = network.connect(group, from, server(uri), exchange::prepare).channel();
    channel
        .closeFuture()
        .addListener(
            closed -> {
              if (exchange.location != null && redirects > 0) {
                get(group, from, uri.resolve(exchange.location), redirects - 1, whenDone);
              } else {
                whenDone.accept(Optional.ofNullable(exchange.reply));
              }
            });
  }

  private static InetSocketAddress server(URI uri) {
    return InetSocketAddress.createUnresolved(
        uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort());
  }

  /** One question and its answer. */
  private static final class Exchange extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final URI uri;
    private @Nullable Reply reply;
    private @Nullable String location;

    Exchange(URI uri) {
      this.uri = uri;
    }

    void prepare(Channel channel) {
      channel
          .pipeline()
          .addLast(new ReadTimeoutHandler(SILENCE_SECONDS))
          .addLast(new HttpClientCodec())
          .addLast(new HttpObjectAggregator(MAX_BODY))
          .addLast(this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      FullHttpRequest request =
          new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri.getRawPath());
      request
          .headers()
          .set(HttpHeaderNames.HOST, uri.getRawAuthority())
          .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      Wire.send(context, request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
      reply =
          new Reply(response.status().code(), response.content().toString(StandardCharsets.UTF_8));
      location = reply.status() / 100 == 3 ? response.headers().get("Location") : null;
      Wire.close(context);
    }
  }
}
