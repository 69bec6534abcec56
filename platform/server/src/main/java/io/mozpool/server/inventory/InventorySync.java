package io.mozpool.server.inventory;

import io.mozpool.server.database.DatabaseException;
import io.mozpool.server.device.Devices;
import io.mozpool.server.inventory.SyncResult.Ending;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pool's devices those that the configured inventories name. What a device is about, its
 * state, comments and environment, is no inventory's business; devices of no inventory, and of one
 * that cannot be read, are left alone.
 *
 * <p>Where one source would change more than five devices, and more than a tenth of those that the
 * pool has of it, nothing is done unless a person says so. A source of which the pool has none yet
 * has nothing to endanger, so that a new pool fills itself.
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
      return new SyncResult(ending, SyncReport.of(plan).with(excesses), reasons);
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
  private volatile List<String> troubles = List.of();

  InventorySync(
      InventorySettings settings,
      SourceReader sources,
      Wiring wiring,
      DeviceStore store,
      RelayBoards boards,
      Changes changes,
      Devices devices) {
    this.settings = settings;
    this.sources = sources;
    this.wiring = wiring;
    this.store = store;
    this.boards = boards;
    this.changes = changes;
    this.devices = devices;
  }

  /** Reads the inventories and says what would be done. */
  SyncResult rehearse() throws InterruptedException {
    oneAtATime.lockInterruptibly();
    try {
      return prepare().undone(Ending.REHEARSED, List.of());
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
        return prepared.undone(Ending.STOPPED, prepared.excesses());
      } else if (prepared.readings().bySource().isEmpty()) {
        return prepared.undone(Ending.NOTHING_READ, prepared.readings().failures());
      }
      SyncReport report = changes.make(prepared.plan());
      LOG.info("inventory: {}", report.summary());
      devices.handleDue();
      return new SyncResult(Ending.DONE, report, List.of());
    } finally {
      oneAtATime.unlock();
    }
  }

  /** A sentence for each inventory that the last sync could not read, or was stopped because of. */
  public List<String> troubles() {
    return troubles;
  }

  private Prepared prepare() throws InterruptedException {
    Readings readings = sources.read();
    List<Stored> stored = store.all();
    Plan plan = new Planner(settings::ignores, wiring::of, readings, stored, boards.all()).plan();
    return new Prepared(readings, plan, plan.excesses(readings.bySource().keySet(), stored));
  }
}
