package io.mozpool.server.inventory;

import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.database.Moments;
import io.mozpool.server.device.Devices;
import io.mozpool.server.inventory.SyncResult.Ending;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pool's devices those that the configured inventories name. What a device is about, its
 * state, comments and environment, is no inventory's business; devices of no inventory, and of one
 * that cannot be read, are left alone.
 *
 * <p>Where one source would change more than five devices, and more than a tenth of those that the
 * pool has of it, nothing is done unless a person says so; nor where a source names no device at
 * all, and the pool has some of it. A source of which the pool has none yet has nothing to
 * endanger, so that a new pool fills itself.
 *
 * <p>Any thread may call that may block; one sync waits for the other. Methods throw {@link
 * DatabaseException} where the database is away.
 */
@Singleton
public final class InventorySync {

  private static final Logger LOG = LoggerFactory.getLogger(InventorySync.class);

  /** A plan, and what is against making it come true. */
  private record Prepared(Readings readings, Plan plan, List<String> excesses) {

    List<String> obstacles() {
      return Stream.concat(readings.failures().stream(), excesses.stream()).toList();
    }

    SyncResult undone(Ending ending, List<String> reasons) {
      return result(ending, SyncReport.of(plan).with(excesses), reasons);
    }

    SyncResult result(Ending ending, SyncReport report, List<String> reasons) {
      return new SyncResult(ending, report.noting(readings.notes()), reasons);
    }
  }

  private final InventorySettings settings;
  private final SourceReader sources;
  private final Wiring wiring;
  private final DeviceStore store;
  private final RelayBoards boards;
  private final Changes changes;
  private final Devices devices;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private final Clock clock;
  private volatile List<String> troubles = List.of();
  private volatile @Nullable LastSync last;

  InventorySync(
      InventorySettings settings,
      SourceReader sources,
      Wiring wiring,
      DeviceStore store,
      RelayBoards boards,
      Changes changes,
      Devices devices,
      Clock clock) {
    this.settings = settings;
    this.sources = sources;
    this.wiring = wiring;
    this.store = store;
    this.boards = boards;
    this.changes = changes;
    this.devices = devices;
    this.clock = clock;
  }

  /** Reads the inventories and says what would be done. */
  SyncResult rehearse() throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      return remembered(prepare().undone(Ending.REHEARSED, List.of()));
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Reads the inventories and does what they ask for.
   *
   * @param shipIt even where so much changes that an inventory, rather than the pool, may be wrong
   */
  public SyncResult sync(boolean shipIt) throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      Prepared prepared = prepare();
      boolean stopped = !shipIt && !prepared.excesses().isEmpty();
      troubles = stopped ? prepared.obstacles() : prepared.readings().failures();
      if (stopped) {
        return remembered(prepared.undone(Ending.STOPPED, prepared.excesses()));
      } else if (prepared.readings().bySource().isEmpty()) {
        return remembered(prepared.undone(Ending.NOTHING_READ, prepared.readings().failures()));
      }
      SyncReport report = changes.make(prepared.plan());
      LOG.info("inventory: {}", report.summary());
      devices.handleDue();
      return remembered(prepared.result(Ending.DONE, report, List.of()));
    } finally {
      oneAtATime.unlock();
    }
  }

  /** A sentence for each inventory that the last sync could not read, or was stopped because of. */
  public List<String> troubles() {
    return troubles;
  }

  /** The last sync; empty before the first. */
  Optional<LastSync> last() {
    return Optional.ofNullable(last);
  }

  private SyncResult remembered(SyncResult result) {
    last =
        new LastSync(
            String.valueOf(Moments.iso(Moments.now(clock))),
            result.ending().name().toLowerCase(Locale.ROOT),
            result.reasons(),
            result.report());
    return result;
  }

  private Prepared prepare() throws InterruptedException {
    Readings readings = sources.read();
    List<Stored> stored = store.all();
    Plan plan = new Planner(settings::ignores, wiring::of, readings, stored, boards.all()).plan();
    List<String> excesses = new ArrayList<>(plan.losses(readings.silent()));
    excesses.addAll(plan.excesses(readings.speaking(), stored));
    return new Prepared(readings, plan, excesses);
  }
}
