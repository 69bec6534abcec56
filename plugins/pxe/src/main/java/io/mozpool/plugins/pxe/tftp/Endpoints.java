package io.mozpool.plugins.pxe.tftp;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An endpoint for each address of this host. The addresses are read again every two seconds, as
 * they come and go where servers share one.
 */
final class Endpoints implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);
  private static final int SECONDS_BETWEEN_READINGS = 2;

  private final Sockets sockets;
  private final LocalAddresses addresses;
  private final Service service;
  private final ScheduledExecutorService reader =
      Executors.newSingleThreadScheduledExecutor(new DefaultThreadFactory("tftp-addresses", true));

  /** By the address as it is written, which tells the interface of a link-local one, too. */
  private final Map<String, Endpoint> open = new LinkedHashMap<>();

  /** Addresses that cannot be served, and were said to be so. */
  private final Set<String> failing = new HashSet<>();

  private int port;

  Endpoints(Sockets sockets, LocalAddresses addresses, int port, Service service) {
    this.sockets = sockets;
    this.addresses = addresses;
    this.port = port;
    this.service = service;
  }

  /**
   * Serves the addresses that there are.
   *
   * @throws IOException where the port of one is taken, or may not be bound
   */
  synchronized void open() throws IOException {
    for (InetAddress address : addresses.read()) {
      try {
        open(address);
      } catch (IOException e) {
        // IPv6 has addresses that cannot be used for the first second or two.
        if (!sockets.isNotYetUsable(address)) {
          throw e;
        }
        sayThatItFails(address, e);
      }
    }
  }

  /** Reads the addresses again and again from now on. */
  void follow() {
    reader.scheduleWithFixedDelay(
        this::readAgain, SECONDS_BETWEEN_READINGS, SECONDS_BETWEEN_READINGS, SECONDS);
  }

  /** Serves addresses that have come, and no longer those that have gone. */
  void readAgain() {
    try {
      update();
    } catch (IOException | RuntimeException e) { // the next reading may do better
      LOG.warn("cannot read the addresses of this host: {}", e.toString());
    }
  }

  private synchronized void update() throws IOException {
    Map<String, InetAddress> now = new LinkedHashMap<>();
    addresses.read().forEach(address -> now.put(address.getHostAddress(), address));
    failing.retainAll(now.keySet());
    for (String gone : open.keySet().stream().filter(name -> !now.containsKey(name)).toList()) {
      open.remove(gone).close();
      LOG.info("{} has gone: TFTP is no longer served there", gone);
    }
    now.keySet().removeAll(open.keySet());
    for (InetAddress come : now.values()) {
      if (!reader.isShutdown()) {
        serve(come);
      }
    }
  }

  private void serve(InetAddress address) {
    try {
      open(address);
      LOG.info("serving TFTP on {}:{}, too", address.getHostAddress(), port);
    } catch (IOException e) {
      sayThatItFails(address, e);
    }
  }

  private void open(InetAddress address) throws IOException {
    String name = address.getHostAddress();
    if (!open.containsKey(name)) {
      Endpoint endpoint = Endpoint.open(sockets, address, port, service);
      open.put(name, endpoint);
      failing.remove(name);
      port = endpoint.port(); // where any free one was asked for, all addresses have the same
    }
  }

  private void sayThatItFails(InetAddress address, IOException failure) {
    if (failing.add(address.getHostAddress())) {
      LOG.warn("{}; it is tried again every two seconds", failure.getMessage());
    }
  }

  synchronized int port() {
    return port;
  }

  @Override
  public void close() {
    reader.shutdownNow();
    closeAll();
  }

  private synchronized void closeAll() {
    open.values().forEach(Endpoint::close);
    open.clear();
  }
}
