package io.mozpool.server;

import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.scheduling.TaskExecutors;
import io.mozpool.host.PluginHost;
import io.mozpool.host.Registry;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Tolerances;
import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceFact;
import io.mozpool.lifecycle.device.DeviceLifecycle;
import io.mozpool.lifecycle.device.DeviceWrite;
import io.mozpool.lifecycle.request.RequestEffect;
import io.mozpool.lifecycle.request.RequestFact;
import io.mozpool.lifecycle.request.RequestLifecycle;
import io.mozpool.lifecycle.request.RequestWrite;
import io.mozpool.server.backup.Backups;
import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ClockCheck;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.cluster.ImagingServers;
import io.mozpool.server.cluster.LeaseKeeper;
import io.mozpool.server.cluster.LeaseSettings;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.cluster.SoleLease;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.EmbeddedCopy;
import io.mozpool.server.database.LogPartitions;
import io.mozpool.server.database.Outage;
import io.mozpool.server.database.ServerVariables;
import io.mozpool.server.hardware.CallMetrics;
import io.mozpool.server.hardware.DeviceAddresses;
import io.mozpool.server.hardware.Hardware;
import io.mozpool.server.inventory.InventorySettings;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.machine.Committers;
import io.mozpool.server.machine.StepMetrics;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.pages.PageSettings;
import io.mozpool.server.retention.Retention;
import io.mozpool.server.syslog.Senders;
import io.mozpool.server.syslog.SyslogListener;
import io.mozpool.server.web.CallThreads;
import io.mozpool.server.web.Load;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;

/** Makes what the rooms are built of. {@link MozpoolServer} closes it, in its order. */
@Factory
final class PoolFactory {

  /** One makes the largest groups, and has hardly anything to wait for but the disk. */
  private static final int COMMITTERS = 1;

  private static final int WORKERS = 16;
  private static final int CLIENT_THREADS = 32;
  private static final int HOLDER_THREADS = 4;
  private static final int SYSLOG_LINES = 5_000;

  @Singleton
  Outage outage(DataSource dataSource, Time time, Threads threads, ServerSettings settings)
      throws SQLException {
    HikariDataSource pool =
        DelegatingDataSource.unwrapDataSource(dataSource).unwrap(HikariDataSource.class);
    Runnable giveUp = () -> pool.getHikariPoolMXBean().softEvictConnections();
    return settings
        .dataDisk()
        .map(disk -> new Outage(time, threads, giveUp, disk))
        .orElseGet(() -> new Outage(time, threads, giveUp));
  }

  @Singleton
  Database database(DataSource dataSource, Outage outage) {
    return new Database(DelegatingDataSource.unwrapDataSource(dataSource), outage);
  }

  @Singleton
  ClockCheck clockCheck(Database database, Clock clock, ServerSettings settings) {
    return settings.isEmbedded() ? ClockCheck.ofOneClock(clock) : ClockCheck.of(database, clock);
  }

  @Singleton
  ServerVariables serverVariables(Database database, ServerSettings settings) {
    return settings.isEmbedded() ? ServerVariables.none() : ServerVariables.of(database);
  }

  @Singleton
  Backups backups(DataSource dataSource, Threads threads, ServerSettings settings) {
    return new Backups(
        new EmbeddedCopy(threads, DelegatingDataSource.unwrapDataSource(dataSource)),
        settings.data(),
        settings.isEmbedded());
  }

  @Singleton
  Leases leases(
      ImagingServer self,
      Database database,
      ClockCheck clocks,
      PluginHost plugins,
      Threads threads,
      Time time,
      ServerSettings settings) {
    if (settings.database().url().isEmpty()) {
      return SoleLease.of(self);
    }
    return new LeaseKeeper(
        self,
        new LeaseSettings(
            settings.lease().time(),
            settings.lease().renewal(),
            LeaseSettings.group(self.fqdn(), settings.peers()),
            settings.address(),
            Fingerprint.of(plugins)),
        database,
        clocks,
        threads,
        time,
        !settings.isEmbedded());
  }

  @Singleton
  PrometheusRegistry metrics() {
    return new PrometheusRegistry();
  }

  @Singleton
  Committers committers(
      Threads threads,
      DataSource dataSource,
      Outage outage,
      Leases leases,
      StepMetrics metrics,
      ServerSettings settings) {
    DataSource own = CommitterConnections.of(dataSource, settings);
    return new Committers(threads, own, outage, leases, metrics, COMMITTERS);
  }

  @Singleton
  Journal journal(Threads threads, Database database, Clock clock) {
    return new Journal(threads, database, clock);
  }

  @Singleton
  SyslogListener syslog(
      Senders senders, Threads threads, Database database, Clock clock, ServerSettings settings) {
    return new SyslogListener(
        senders,
        new Journal(threads, database, clock, SYSLOG_LINES),
        clock,
        settings.syslog().linesPerSecond());
  }

  @Singleton
  LogPartitions logPartitions(DataSource dataSource) {
    return new LogPartitions(DelegatingDataSource.unwrapDataSource(dataSource)::getConnection);
  }

  @Singleton
  Retention retention(
      Database database,
      LogPartitions partitions,
      ImagingServer server,
      Threads threads,
      Time time,
      Changes changes,
      ServerSettings settings) {
    return new Retention(
        database,
        partitions,
        server,
        threads,
        time,
        settings.logRetention(),
        settings.requestRetention(),
        changes);
  }

  @Singleton
  Workers workers(Threads threads, Time time) {
    return new Workers(threads, time, WORKERS);
  }

  @Singleton
  PluginHost pluginHost(PluginStart start) {
    return start.join();
  }

  @Singleton
  Registry registry(PluginHost host) {
    return host.registry();
  }

  @Singleton
  GuardedCalls guardedCalls(Time time, Threads threads, Workers workers, CallMetrics metrics) {
    return new GuardedCalls(time, threads, Tolerances.standard(), workers, metrics);
  }

  @Singleton
  Hardware hardware(Registry registry, GuardedCalls calls, Workers workers, Leases leases) {
    return new Hardware(registry, calls, workers, leases);
  }

  @Singleton
  DeviceAddresses addresses(Registry registry, ServerSettings settings) {
    Map<String, Map<String, String>> templates = new HashMap<>();
    registry.boardTypes().forEach((name, board) -> templates.put(name, board.addressTemplates()));
    settings
        .boards()
        .forEach(
            (name, facets) -> {
              Map<String, String> merged = new HashMap<>(templates.getOrDefault(name, Map.of()));
              merged.putAll(facets);
              templates.put(name, merged);
            });
    return new DeviceAddresses(templates);
  }

  @Singleton
  Load load(ServerSettings settings) {
    return new Load(settings.callsAtOnce());
  }

  /** In place of Micronaut's own, which are as many as there are calls. */
  @Primary
  @Singleton
  @Named(TaskExecutors.BLOCKING)
  @Bean(preDestroy = "shutdown")
  ExecutorService clientThreads(Load load) {
    return new CallThreads("client", CLIENT_THREADS, load);
  }

  /** Kept for those who hold a device: they do not wait behind newcomers. */
  @Singleton
  @Named(Load.HOLDERS)
  @Bean(preDestroy = "shutdown")
  ExecutorService holderThreads(Load load) {
    return new CallThreads("holder", HOLDER_THREADS, load);
  }

  @Singleton
  PageSettings pages(ServerSettings settings) {
    return new PageSettings(
        Optional.ofNullable(System.getProperty("mozpool.pages")).map(Path::of),
        settings.inventoryLink());
  }

  @Singleton
  InventorySettings inventory(ServerSettings settings) {
    return new InventorySettings(
        settings.inventory(), settings.inventoryInterval(), settings.ignoreImagingServers());
  }

  @Singleton
  ImagingServer imagingServer(Database database, ServerSettings settings) {
    return new ImagingServers(database).named(settings.fqdn());
  }

  @Singleton
  Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> deviceLifecycle(
      Registry registry, LifecycleTimeouts timeouts) {
    return timeouts.of(DeviceLifecycle.of(registry.installers()));
  }

  @Singleton
  Lifecycle<RequestFact, RequestWrite, RequestEffect> requestLifecycle(LifecycleTimeouts timeouts) {
    return timeouts.of(RequestLifecycle.table());
  }
}
