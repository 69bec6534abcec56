package io.mozpool.server;

import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.PluginHost;
import io.mozpool.host.Selection;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ClockCheck;
import io.mozpool.server.cluster.Lease;
import io.mozpool.server.cluster.LeaseListener;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.contact.Contacts;
import io.mozpool.server.database.EmbeddedFile;
import io.mozpool.server.database.Schema;
import io.mozpool.server.database.ServerVariables;
import io.mozpool.server.device.Devices;
import io.mozpool.server.fetch.LoggedBootFiles;
import io.mozpool.server.hardware.Hardware;
import io.mozpool.server.health.Readiness;
import io.mozpool.server.health.Watchdog;
import io.mozpool.server.history.PoolSamples;
import io.mozpool.server.inventory.InventoryJob;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.machine.Committers;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.request.Requests;
import io.mozpool.server.retention.Retention;
import io.mozpool.server.stream.EventStream;
import io.mozpool.server.syslog.Senders;
import io.mozpool.server.syslog.SyslogListener;
import io.mozpool.time.SystemTime;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One server of the pool: the host's parts, started and stopped in their order. */
public final class MozpoolServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MozpoolServer.class);
  private static final int CONNECTIONS = 24;

  /**
   * Those of an embedded database cost next to nothing, and are more than there are threads that
   * ask: while one writer takes its time, others that wait for their turn take none from readers.
   */
  private static final int EMBEDDED_CONNECTIONS = 96;

  /** For effects that are open at the end, and for answers: a service has 20 seconds in all. */
  private static final Duration EFFECTS = Duration.ofSeconds(5);

  private static final Duration ANSWERS = Duration.ofSeconds(3);

  /** Our page, the description that the build writes, and the Swagger UI that comes with it. */
  private static final List<String> OPENAPI =
      List.of(
          "classpath:openapi",
          "classpath:META-INF/swagger",
          "classpath:META-INF/swagger/views/swagger-ui");

  private final ApplicationContext context;
  private final ServerSettings settings;
  private final PluginStart plugins;
  private final NettyEmbeddedServer http;

  /**
   * What is closed after HTTP, in this order; a port that is taken closes the context before us.
   */
  private final List<AutoCloseable> parts;

  private MozpoolServer(ApplicationContext context, ServerSettings settings, PluginStart plugins) {
    this.context = context;
    this.settings = settings;
    this.plugins = plugins;
    part(LifecycleTimeouts.class)
        .check(part(Devices.class).lifecycle(), part(Requests.class).lifecycle());
    this.http = part(NettyEmbeddedServer.class);
    this.parts =
        List.of(
            part(Watchdog.class),
            part(EventStream.class),
            part(InventoryJob.class),
            part(SyslogListener.class),
            part(Contacts.class),
            part(Retention.class),
            part(Workers.class),
            part(GuardedCalls.class),
            part(Committers.class),
            part(Leases.class),
            part(Journal.class),
            part(PluginHost.class),
            () -> stop(part(Time.class)),
            context);
  }

  /**
   * Makes a server: its plugins are started and its database is up to date, and nobody hears of it
   * yet. Who has made one closes it, opened or not.
   *
   * @throws ConfigurationException where the configuration is wrong; the message says which key;
   *     also where this clock and the database's differ
   */
  public static MozpoolServer create(Configuration configuration) {
    return create(configuration, Selection.all());
  }

  /** As {@link #create(Configuration)}, with a selection of the plugins. */
  public static MozpoolServer create(Configuration configuration, Selection selection) {
    Threads threads = Threads.ofProcess();
    return create(configuration, selection, threads, new SystemTime(threads));
  }

  static MozpoolServer create(
      Configuration configuration, Selection selection, Threads threads, Time time) {
    ServerSettings settings = ServerSettings.of(configuration);
    SettingPaths.check(settings);
    Optional<EmbeddedFile> file = EmbeddedFile.of(settings.jdbcUrl());
    file.ifPresent(db -> db.prepare(settings.databaseUser(), settings.databasePassword()));
    Clock clock = time.clock();
    PluginStart plugins = new PluginStart(configuration, settings.data(), clock, selection);
    ApplicationContext context =
        ApplicationContext.builder()
            .banner(false)
            .bootstrapEnvironment(false)
            .deduceEnvironment(false)
            .environmentPropertySource(false)
            .properties(properties(settings))
            .singletons(settings, plugins, threads, time, clock)
            .build();
    try {
      context.start();
      context.getBean(ClockCheck.class).problem().ifPresent(MozpoolServer::refuse);
      Schema.upgrade(
              DelegatingDataSource.unwrapDataSource(context.getBean(DataSource.class)),
              settings.fqdn())
          .lacking()
          .ifPresent(LOG::warn);
      file.ifPresent(EmbeddedFile::finish);
      ServerVariables variables = context.getBean(ServerVariables.class);
      variables.warnings(CONNECTIONS + 1, settings.peers().size() + 1).forEach(LOG::warn);
      plugins.join();
      return new MozpoolServer(context, settings, plugins);
    } catch (RuntimeException e) {
      context.close();
      plugins.abandon();
      stop(time);
      throw e;
    }
  }

  /**
   * Serves HTTP, reads the inventories, and has the machines go on where they stood.
   *
   * @throws RuntimeException where a port cannot be served, with the reason as a cause
   */
  public void open() {
    part(Senders.class).start();
    part(Contacts.class).start();
    plugins.serve(part(LoggedBootFiles.class));
    ServerSettings.Syslog syslog = settings.syslog();
    syslog.port().ifPresent(port -> part(SyslogListener.class).open(syslog.listen(), port));
    http.start();
    part(InventoryJob.class).start();
    part(Leases.class).start(new Handover());
    part(Devices.class).start();
    part(Requests.class).start();
    part(Retention.class).start();
    part(Watchdog.class).start();
    part(PoolSamples.class).start();
    LOG.info("{} serves http://{}:{}/", settings.fqdn(), settings.listen(), port());
  }

  /**
   * Serves HTTP and does nothing else: machines stand still, and boards find nothing to boot.
   *
   * @throws RuntimeException where the port cannot be served, with the reason as a cause
   */
  public void openForAdministration() {
    http.start();
  }

  /**
   * Goes on where machines stand whose lease was taken. When one is lost, all that was begun is
   * broken off, and what is still ours is begun again.
   */
  private final class Handover implements LeaseListener {

    @Override
    public void taken(Lease lease) {
      part(Devices.class).takeOver(lease.server());
      part(Requests.class).takeOver(lease.server());
      part(Changes.class).servers();
    }

    @Override
    public void lost(Lease lease) {
      part(Changes.class).servers();
      part(Devices.class).breakOff();
      part(GuardedCalls.class).cancelAll();
      for (Lease kept : part(Leases.class).held()) {
        part(Devices.class).takeOver(kept.server());
      }
    }
  }

  /** The port that HTTP is served on. */
  public int port() {
    return http.getPort();
  }

  /** A part of the server, for commands and tests. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /**
   * Gets ready to be closed: health says so, no timeout is handled and no hardware asked any more;
   * what is asked for already has a few seconds to end. Requests over HTTP are taken until then.
   */
  public void drain() throws InterruptedException {
    LOG.info("{} is stopping", settings.fqdn());
    part(Readiness.class).end();
    part(Devices.class).drain();
    part(Workers.class).stopTime();
    if (!part(Hardware.class).drain(EFFECTS)) {
      LOG.warn("calls to drivers are open after {} s, and are broken off", EFFECTS.toSeconds());
      part(GuardedCalls.class).cancelAll();
    }
    http.shutdownGracefully()
        .toCompletableFuture()
        .completeOnTimeout(null, ANSWERS.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** Stops taking requests, lets what is under way come to an end, and stores what waits. */
  @Override
  public void close() {
    http.stopServerOnly();
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("closing {} failed", part, e);
      }
    }
  }

  private static void stop(Time time) {
    if (time instanceof SystemTime ours) {
      ours.close();
    }
  }

  private static void refuse(String problem) {
    throw new ConfigurationException(problem);
  }

  private static Map<String, Object> properties(ServerSettings settings) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.server.host", settings.listen());
    properties.put("micronaut.server.port", settings.port() == 0 ? -1 : settings.port());
    properties.put("micronaut.server.netty.keep-alive-on-server-error", true);
    properties.put("micronaut.server.netty.parent.shutdown-quiet-period", "0s");
    properties.put("micronaut.server.cors.localhost-pass-through", true); // we look at origins
    properties.put("micronaut.server.max-request-size", "128KB");
    properties.put("micronaut.serde.serialization.inclusion", "ALWAYS");
    properties.put("micronaut.router.static-resources.openapi.mapping", "/openapi/**");
    properties.put("micronaut.router.static-resources.openapi.paths", OPENAPI);
    properties.put("datasources.default.url", settings.jdbcUrl());
    properties.put("datasources.default.username", settings.databaseUser());
    properties.put("datasources.default.password", settings.databasePassword());
    properties.put("datasources.default.dialect", "MYSQL");
    properties.put(
        "datasources.default.maximum-pool-size",
        settings.isEmbedded() ? EMBEDDED_CONNECTIONS : CONNECTIONS);
    properties.put("endpoints.health.disk-space.path", settings.data().toAbsolutePath().toString());
    properties.put("datasources.default.minimum-idle", 2);
    properties.put("datasources.default.connection-timeout", 5_000);
    properties.put("datasources.default.transaction-isolation", "TRANSACTION_READ_COMMITTED");
    properties.put("endpoints.all.enabled", false);
    properties.put("endpoints.health.enabled", true);
    properties.put("endpoints.health.sensitive", false);
    properties.put("endpoints.health.details-visible", "ANONYMOUS");
    return properties;
  }
}
