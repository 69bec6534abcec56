package io.mozpool.server.cluster;

import io.mozpool.server.cluster.LeaseStore.Gone;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Outage;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes and renews leases: that of this server, and those of servers of its group that are gone,
 * until they come back. A server that could not renew one for too long gives it up by itself: by
 * the monotonic clock, which also runs while the process is stopped, or by the wall clock, which
 * also runs while the machine is suspended.
 */
public final class LeaseKeeper implements Leases {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  /** How often free leases are looked for between two renewals. */
  private static final int LOOKS = 5;

  /** A moment by both clocks. */
  private record Moment(long nanos, Instant wall) {}

  private final ImagingServer self;
  private final LeaseSettings settings;
  private final LeaseStore store;
  private final ClockCheck clocks;
  private final Time time;
  private final ExecutorService threads;
  private final Map<Lease, Moment> renewedAt = new ConcurrentHashMap<>();
  private final Set<String> saidOf = new HashSet<>();
  private volatile @Nullable LeaseListener listener;
  private boolean first = true;
  private int rounds;

  /**
   * @param shares whether the database knows {@code lock in share mode}
   */
  public LeaseKeeper(
      ImagingServer self,
      LeaseSettings settings,
      Database database,
      ClockCheck clocks,
      Threads threads,
      Time time,
      boolean shares) {
    this(self, settings, new LeaseStore(database, self.fqdn(), shares), clocks, threads, time);
  }

  LeaseKeeper(
      ImagingServer self,
      LeaseSettings settings,
      LeaseStore store,
      ClockCheck clocks,
      Threads threads,
      Time time) {
    this.self = self;
    this.settings = settings;
    this.store = store;
    this.clocks = clocks;
    this.time = time;
    this.threads = threads.pool(Role.CORE, "leases", 2);
  }

  @Override
  public void start(LeaseListener hears) {
    listener = hears;
    introduce();
    renew();
    Duration look = settings.renewal().dividedBy(LOOKS);
    time.every(look, look, threads, this::round);
    Duration often = settings.renewal().dividedBy(10); // the renewal may hang with the database
    time.every(often, often, threads, this::forget);
  }

  @Override
  public List<Lease> held() {
    return renewedAt.entrySet().stream()
        .filter(each -> !isOver(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public Set<Lease> over(Connection connection, Collection<Lease> leases) throws SQLException {
    Set<Lease> over = leases.isEmpty() ? Set.of() : store.over(connection, leases);
    over.forEach(lease -> threads.execute(() -> lose(lease, "somebody else has taken it")));
    return over;
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(settings.renewal().toMillis(), TimeUnit.MILLISECONDS);
      for (Lease lease : Set.copyOf(renewedAt.keySet())) {
        store.giveUp(lease);
        renewedAt.remove(lease);
      }
      store.absent(self.id());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("leases were not given up, and run out: {}", e.getMessage());
    }
  }

  /** What the database refuses of it now, it would refuse for ever. */
  private void introduce() {
    try {
      store.present(self.id(), settings);
    } catch (DatabaseException e) {
      if (!Outage.caused(e)) {
        throw e;
      }
    }
  }

  private void round() {
    rounds++;
    if (rounds % LOOKS == 0) {
      renew();
    } else {
      attempt(this::look);
    }
  }

  /** Renews what there is and takes what is free. */
  void renew() {
    attempt(
        () -> {
          store.present(self.id(), settings);
          for (Lease lease : List.copyOf(renewedAt.keySet())) {
            renew(lease);
          }
          look();
        });
  }

  /** Takes what is free. A lease counts from the moment before it was asked for. */
  private void look() {
    Moment begun = now();
    if (!holds(self.id())) {
      store.takeOwn(self.id(), settings.time(), first).ifPresent(lease -> take(lease, begun));
      first = false;
    }
    store.gone(settings.group()).forEach(this::takeOver);
  }

  /** What fails is tried again in the next round. */
  private static void attempt(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      if (!Outage.caused(e)) {
        LOG.error("leases could not be renewed, trying again", e);
      }
    }
  }

  private void renew(Lease lease) {
    Moment begun = now();
    if (lease.server() != self.id() && store.isPresent(lease.server())) {
      lose(lease, "its own server is back");
      store.giveUp(lease);
    } else if (!store.renew(lease, settings.time())) {
      lose(lease, "somebody else has taken it");
    } else if (renewedAt.computeIfPresent(lease, (key, before) -> begun) == null) {
      store.giveUp(lease); // it was lost while the database took its time
    }
  }

  /** Those that were not renewed in time, whatever the reason. */
  private void forget() {
    renewedAt.forEach(
        (lease, at) -> {
          if (isOver(at) && renewedAt.remove(lease, at)) {
            lost(lease, "it could not be renewed");
          }
        });
  }

  private boolean isOver(Moment renewed) {
    Duration byWall = Duration.between(renewed.wall(), time.clock().instant());
    Duration byNanos = time.since(renewed.nanos());
    Duration longer = byWall.compareTo(byNanos) > 0 ? byWall : byNanos;
    return longer.compareTo(settings.caution()) >= 0;
  }

  private Moment now() {
    return new Moment(time.nanos(), time.clock().instant());
  }

  private void takeOver(Gone gone) {
    Optional<String> objection =
        gone.fingerprint().equals(settings.fingerprint())
            ? clocks.problem()
            : Optional.of("its program or plugins differ from these");
    if (objection.isEmpty()) {
      Moment begun = now();
      store.takeOver(gone.server(), settings.time()).ifPresent(lease -> take(lease, begun));
    } else if (saidOf.add(gone.fqdn())) {
      LOG.error("{} is gone, and cannot be taken over: {}", gone.fqdn(), objection.get());
    }
  }

  private void take(Lease lease, Moment begun) {
    renewedAt.put(lease, begun);
    LOG.info("took the lease of {}, epoch {}", lease.fqdn(), lease.epoch());
    if (listener != null) {
      listener.taken(lease);
    }
  }

  private void lose(Lease lease, String why) {
    if (renewedAt.remove(lease) != null) {
      lost(lease, why);
    }
  }

  private void lost(Lease lease, String why) {
    LOG.warn("lost the lease of {}, epoch {}: {}", lease.fqdn(), lease.epoch(), why);
    if (listener != null) {
      listener.lost(lease);
    }
  }

  private boolean holds(long server) {
    return renewedAt.keySet().stream().anyMatch(lease -> lease.server() == server);
  }
}
