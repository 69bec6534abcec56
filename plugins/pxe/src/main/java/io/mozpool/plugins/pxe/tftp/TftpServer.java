package io.mozpool.plugins.pxe.tftp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.boot.BootServer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A read-only TFTP server: puts its parts together, starts and ends them. */
final class TftpServer implements BootServer {

  private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

  private final InetAddress listen;
  private final Sockets sockets = new Sockets();
  private final ExecutorService lookupThreads;
  private final Endpoints endpoints;

  private TftpServer(
      TftpSettings settings, PluginContext context, InetAddress listen, LocalAddresses addresses)
      throws IOException {
    this.listen = listen;
    this.lookupThreads = lookupThreads(settings);
    this.endpoints =
        new Endpoints(sockets, addresses, settings.tftpPort(), service(settings, context));
    try {
      endpoints.open();
    } catch (IOException | RuntimeException e) {
      end();
      throw e;
    }
  }

  /**
   * Starts to serve.
   *
   * @throws IOException where the port is taken, or may not be bound
   */
  static TftpServer start(TftpSettings settings, PluginContext context) throws IOException {
    InetAddress listen = addressOf(settings.listen());
    TftpServer server = start(settings, context, listen, LocalAddresses.of(listen));
    LOG.info("serving TFTP on {}", server.address());
    return server;
  }

  /** As {@link #start(TftpSettings, PluginContext)}, of the addresses that somebody else knows. */
  static TftpServer start(
      TftpSettings settings, PluginContext context, InetAddress listen, LocalAddresses addresses)
      throws IOException {
    TftpServer server = new TftpServer(settings, context, listen, addresses);
    server.endpoints.follow();
    return server;
  }

  private static InetAddress addressOf(String listen) {
    try {
      return InetAddress.getByName(listen);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(
          "listen: expected an address of this host, but was '" + listen + "'", e);
    }
  }

  private Service service(TftpSettings settings, PluginContext context) {
    SparingLog log = new SparingLog(context.clock());
    Tally tally = new Tally();
    tally.show(context);
    Overload overload = new Overload(context.clock(), tally.unanswered);
    Conversations conversations = new Conversations(settings, log, overload, tally);
    long tick = Math.min(100, settings.retransmitTimeout().toMillis() / 10);
    sockets.loop().scheduleWithFixedDelay(conversations::sendAgain, tick, tick, MILLISECONDS);
    Lookup lookup = new Lookup(context.bootFiles(), log);
    return new Service(settings, conversations, lookup, lookupThreads, overload, tally);
  }

  private static ExecutorService lookupThreads(TftpSettings settings) {
    int threads = settings.lookupThreads();
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        MILLISECONDS,
        new ArrayBlockingQueue<>(settings.maxTransfers()),
        new DefaultThreadFactory("tftp-lookup", true));
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(listen, endpoints.port());
  }

  @Override
  public void close() {
    end();
  }

  private void end() {
    endpoints.close();
    lookupThreads.shutdownNow();
    sockets.close();
  }
}
