package io.mozpool.server.cluster;

import io.mozpool.server.cluster.LeaseStore.Gone;
import io.mozpool.server.database.Database;
import io.mozpool.server.database.Outage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes and renews leases: that of this server, and those of servers of its group that are gone,
 * until they come back. A server that could not renew one for too long gives it up by itself, by a
 * clock that also runs while the process is stopped.
 */
public final class LeaseKeeper implements Leases {

  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  /** How often free leases are looked for between two renewals. */
  private static final int LOOKS = 5;

  private final ImagingServer self;
  private final LeaseSettings settings;
  private final LeaseStore store;
  private final ClockCheck clocks;
  private final LongSupplier nanos;
  private final ScheduledThreadPoolExecutor threads;
  private final Map<Lease, Long> renewedAt = new ConcurrentHashMap<>();
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
      boolean shares) {
    this(self, settings, new LeaseStore(database, self.fqdn(), shares), clocks, System::nanoTime);
  }

  /**
   * @param nanos a clock as {@link System#nanoTime}
   */
  LeaseKeeper(
      ImagingServer self,
      LeaseSettings settings,
      LeaseStore store,
      ClockCheck clocks,
      LongSupplier nanos) {
    this.self = self;
    this.settings = settings;
    this.store = store;
    this.clocks = clocks;
    this.nanos = nanos;
    this.threads = new ScheduledThreadPoolExecutor(2, LeaseKeeper::thread);
  }

  @Override
  public void start(LeaseListener hears) {
    listener = hears;
    renew();
    long millis = settings.renewal().toMillis();
    long look = Math.max(1, millis / LOOKS);
    threads.scheduleAtFixedRate(this::round, look, look, TimeUnit.MILLISECONDS);
    long often = Math.max(1, millis / 10); // the renewal may hang while the database does
    threads.scheduleAtFixedRate(this::forget, often, often, TimeUnit.MILLISECONDS);
  }

  @Override
  public List<Lease> held() {
    long now = nanos.getAsLong();
    return renewedAt.entrySet().stream()
        .filter(each -> !isOver(each.getValue(), now))
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
    long begun = nanos.getAsLong();
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
    long begun = nanos.getAsLong();
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
    long now = nanos.getAsLong();
    renewedAt.forEach(
        (lease, at) -> {
          if (isOver(at, now) && renewedAt.remove(lease, at)) {
            lost(lease, "it could not be renewed");
          }
        });
  }

  private boolean isOver(long renewed, long now) {
    return now - renewed >= settings.caution().toNanos();
  }

  private void takeOver(Gone gone) {
    Optional<String> objection =
        gone.fingerprint().equals(settings.fingerprint())
            ? clocks.problem()
            : Optional.of("its program or plugins differ from these");
    if (objection.isEmpty()) {
      long begun = nanos.getAsLong();
      store.takeOver(gone.server(), settings.time()).ifPresent(lease -> take(lease, begun));
    } else if (saidOf.add(gone.fqdn())) {
      LOG.error("{} is gone, and cannot be taken over: {}", gone.fqdn(), objection.get());
    }
  }

  private void take(Lease lease, long begun) {
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

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "leases");
    thread.setDaemon(true);
    return thread;
  }
}
