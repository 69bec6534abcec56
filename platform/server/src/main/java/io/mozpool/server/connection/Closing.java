package io.mozpool.server.connection;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes what answers are made of with the connection at the latest. Micronaut closes a stream that
 * it has begun to read, and none that a client has left unread.
 */
public final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** Closes something with the connection of a request, be that over already. */
  public static <T extends Closeable> T with(HttpRequest<?> request, T resource) {
    connection(request).closeFuture().addListener(closed -> close(resource));
    return resource;
  }

  /** The connection that a request came on. */
  public static Channel connection(HttpRequest<?> request) {
    return ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
  }

  private static void close(Closeable resource) {
    try {
      resource.close();
    } catch (IOException e) {
      LOG.debug("a stream was not closed well", e);
    }
  }
}
