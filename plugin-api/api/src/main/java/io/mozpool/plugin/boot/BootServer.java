package io.mozpool.plugin.boot;

import java.net.InetSocketAddress;

/**
 * A server that devices boot from, TFTP say. It is serving when it is created, on threads of its
 * own, and is closed when the host shuts down.
 *
 * @since 1.0
 */
public interface BootServer extends AutoCloseable {

  /** Where it listens; the port is the real one where the settings asked for any free one. */
  InetSocketAddress address();

  /** Stops serving and ends its threads, within a second. */
  @Override
  void close();
}
