package io.mozpool.bench.site;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** A server that is started for one row, with a stock of devices and of fakes, where they run. */
final class OwnPool implements Pool {

  private final Launcher launcher;
  private final Login login;
  private final @Nullable MariaDb mariaDb;
  private final Stock stock;
  private final InetSocketAddress address;
  private final GcLog gcLog;
  private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
  private @Nullable Child server;

  OwnPool(Launcher launcher, Login login, @Nullable MariaDb mariaDb, Stock stock)
      throws BenchException {
    this.launcher = launcher;
    this.login = login;
    this.mariaDb = mariaDb;
    this.stock = stock;
    this.gcLog = new GcLog(launcher.scratch().directory().resolve("gc.log"));
    this.address = new InetSocketAddress("127.0.0.1", Ports.free());
  }

  /** Starts the fakes, then the server, and gives it its devices. */
  void open(String javaOptions) throws BenchException, InterruptedException {
    if (stock.watched()) {
      open.push(Fakes.start(launcher, stock.devices()));
    }
    Child child =
        launcher.start(
            "server",
            "server",
            settings(),
            "-Xlog:gc:file=%s %s %s".formatted(gcLog.log(), javaOptions, stock.javaOptions()));
    open.push(child);
    server = child;
    child.awaitReady(this::answers);
    try (Database database = connect()) {
      new Devices(database, stock, fqdn()).load();
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public List<String> devices() {
    return Devices.names(stock.devices());
  }

  @Override
  public boolean hasDatabase() {
    return true;
  }

  @Override
  public Database connect() throws BenchException {
    return Database.connect(login);
  }

  @Override
  public Usage usage() {
    return Usage.now(
        server == null ? Duration.ZERO : server.cpu(),
        mariaDb == null ? Duration.ZERO : mariaDb.cpu());
  }

  @Override
  public long residentMegabytes() {
    return server == null ? 0 : server.status("VmHWM") / 1024;
  }

  @Override
  public Vitals vitals() throws BenchException, InterruptedException {
    Child running = Objects.requireNonNull(server);
    gcLog.collect(running.pid());
    return new Vitals(
        gcLog.megabytesLeft(),
        running.status("VmRSS") / 1024,
        running.status("Threads"),
        running.sockets());
  }

  @Override
  public List<String> collections() {
    return gcLog.lines();
  }

  @Override
  public void close() throws BenchException {
    Closing.all(open);
  }

  private String fqdn() {
    return "127.0.0.1:" + address.getPort();
  }

  private boolean answers() throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection)
            URI.create("http://" + fqdn() + "/api/version/").toURL().openConnection();
    connection.setConnectTimeout(1_000);
    connection.setReadTimeout(1_000);
    return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
  }

  private String settings() {
    return """
        mozpool:
          fqdn: %s
          port: %d
          data: data
          database: { url: '%s', user: '%s', password: '%s' }
          plugins:
            disabled: [example]
            settings:
              pxe: { listen: 127.0.0.1, tftp-port: 0 }
        """
        .formatted(fqdn(), address.getPort(), login.url(), login.user(), login.password());
  }
}
