package io.mozpool.server.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.scheduling.TaskExecutors;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Outage;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Whether clients do well to come here: the database answers and stores changes, the server handles
 * its own devices if it has any, and it is not about to end.
 */
@Singleton
@io.micronaut.management.health.indicator.annotation.Readiness
public final class Readiness implements HealthIndicator {

  private static final String SOME_DEVICE =
      "select 1 from devices where imaging_server_id = ? limit 1";

  private final ImagingServer self;
  private final Leases leases;
  private final Database database;
  private final Outage outage;
  private final ExecutorService blocking;
  private volatile boolean draining;

  Readiness(
      ImagingServer self,
      Leases leases,
      Database database,
      Outage outage,
      @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.self = self;
    this.leases = leases;
    this.database = database;
    this.outage = outage;
    this.blocking = blocking;
  }

  /** From now on clients do well to go elsewhere. */
  public void end() {
    draining = true;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Mono.fromSupplier(this::result).subscribeOn(Schedulers.fromExecutor(blocking));
  }

  private HealthResult result() {
    Optional<String> obstacle = obstacle();
    return HealthResult.builder(
            "readiness", obstacle.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN)
        .details(Map.of("obstacle", obstacle.orElse("")))
        .build();
  }

  private Optional<String> obstacle() {
    if (draining) {
      return Optional.of("the server is stopping");
    }
    Optional<String> unwritable = outage.unwritable();
    if (unwritable.isPresent()) {
      return Optional.of("nothing can be stored: " + unwritable.get());
    }
    try {
      boolean needed = database.first(row -> true, SOME_DEVICE, self.id()).isPresent();
      return needed && leases.of(self.id()).isEmpty()
          ? Optional.of("the server waits for its lease, or a peer has it")
          : Optional.empty();
    } catch (DatabaseException e) {
      return Optional.of("the database is away: " + e.getMessage());
    }
  }
}
