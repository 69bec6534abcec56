package io.mozpool.server.admission;

import io.mozpool.server.database.Database;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of the imaging servers and of this machine, as of a moment ago. */
public final class PoolNames {

  private static final Duration SERVERS = Duration.ofSeconds(1);
  private static final Duration MACHINE = Duration.ofMinutes(1);

  private record Server(String fqdn, @Nullable String address) {}

  private final Recent<List<Server>> servers;
  private final Recent<Set<String>> machine;

  /**
   * @param executor asks the database and DNS
   * @param nanos the monotonic clock
   */
  public PoolNames(Database database, Executor executor, LongSupplier nanos) {
    this.servers =
        new Recent<>(executor, () -> servers(database), List.<Server>of(), SERVERS, nanos);
    this.machine = new Recent<>(executor, MachineNames::read, Set.<String>of(), MACHINE, nanos);
  }

  /** The fqdn of each imaging server, with the port where it is not 80. */
  public CompletableFuture<List<String>> servers() {
    return servers.now().thenApply(all -> all.stream().map(Server::fqdn).toList());
  }

  /** Reads the names anew if they are old. */
  CompletableFuture<?> refresh() {
    return CompletableFuture.allOf(servers.now(), machine.now());
  }

  /** Whether an imaging server has this fqdn. */
  boolean isServer(String fqdn) {
    return servers.last().stream().anyMatch(server -> server.fqdn().equals(fqdn));
  }

  /** Whether a host is an imaging server or this machine. */
  boolean isHost(String name) {
    return machine.last().contains(name) || hosts(servers.last()).contains(name);
  }

  private static Set<String> hosts(List<Server> servers) {
    return servers.stream()
        .flatMap(
            server -> Stream.of(server.fqdn(), server.address() == null ? "" : server.address()))
        .flatMap(text -> Host.parse(text).stream())
        .map(Host::name)
        .collect(Collectors.toSet());
  }

  private static List<Server> servers(Database database) {
    return database.all(
        row -> new Server(row.getString(1), row.getString(2)),
        "select fqdn, address from imaging_servers order by fqdn");
  }
}
