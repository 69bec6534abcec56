package io.mozpool.plugins.pxe.tftp;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.boot.BootServer;
import io.netty.channel.Channel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A read-only TFTP server: puts its parts together, starts and ends them. */
final class TftpServer implements BootServer {

  private static final Logger LOG = LoggerFactory.getLogger(TftpServer.class);

  /**
   * Bound once and shared: a socket of its own for each transfer halves the rate of small files.
   */
  private static final int TRANSFER_SOCKETS = 64;

  private final Sockets sockets;
  private final ExecutorService lookupThreads;
  private final Channel listening;

  private TftpServer(TftpSettings settings, PluginContext context) throws IOException {
    this.sockets = new Sockets(addressOf(settings.listen()));
    this.lookupThreads = lookupThreads(settings);
    try {
      this.listening = listen(settings, context);
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
    TftpServer server = new TftpServer(settings, context);
    LOG.info("serving TFTP on {}", server.address());
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

  private Channel listen(TftpSettings settings, PluginContext context) throws IOException {
    SparingLog log = new SparingLog(context.clock());
    Tally tally = new Tally();
    Conversations conversations = new Conversations(settings, log, tally);
    List<Channel> transferChannels = bindTransferSockets(new TransferHandler(conversations));
    Lookup lookup = new Lookup(context.bootFiles(), log);
    Channel channel =
        sockets.bind(
            settings.tftpPort(),
            new RequestHandler(transferChannels, conversations, lookup, lookupThreads, tally));
    long tick = Math.min(100, settings.retransmitTimeout().toMillis() / 10);
    sockets.loop().scheduleWithFixedDelay(conversations::sendAgain, tick, tick, MILLISECONDS);
    tally.show(context);
    channel.closeFuture().addListener(closed -> conversations.endAll());
    return channel;
  }

  private List<Channel> bindTransferSockets(TransferHandler handler) throws IOException {
    List<Channel> channels = new ArrayList<>();
    for (int i = 0; i < TRANSFER_SOCKETS; i++) {
      channels.add(sockets.bind(0, handler));
    }
    return channels;
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
    return (InetSocketAddress) listening.localAddress();
  }

  @Override
  public void close() {
    end();
  }

  private void end() {
    lookupThreads.shutdownNow();
    sockets.close();
  }
}
