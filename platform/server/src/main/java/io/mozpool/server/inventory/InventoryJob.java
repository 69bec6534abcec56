package io.mozpool.server.inventory;

import io.mozpool.server.database.Outage;
import io.mozpool.server.inventory.SyncResult.Ending;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Syncs when the server starts and from time to time; what is too much it leaves to a person. An
 * inventory that is away does not keep the pool from going on with the devices that it knows.
 */
@Singleton
public final class InventoryJob implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InventoryJob.class);
  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final InventorySettings settings;
  private final InventorySync inventory;
  private final Time time;
  private final ExecutorService thread;
  private Object said = List.of();
  private Set<String> noted = Set.of();

  InventoryJob(InventorySettings settings, InventorySync inventory, Threads threads, Time time) {
    this.settings = settings;
    this.inventory = inventory;
    this.time = time;
    this.thread = threads.pool(Role.BACKGROUND, "inventory", 1);
  }

  /** Begins; does nothing where no inventory is configured. */
  public void start() {
    if (settings.sources().isEmpty()) {
      return;
    }
    if (settings.interval().isZero()) {
      thread.execute(this::sync);
    } else {
      time.every(Duration.ZERO, settings.interval(), thread, this::sync);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      thread.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sync() {
    try {
      SyncResult result = inventory.sync(false);
      List<String> problems = result.report().problems();
      sayOnce(result.ending() == Ending.DONE ? problems : result.report(), problems);
      note(result.report().notes());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!Outage.caused(e)) {
        LOG.error("the inventory sync failed, and is tried again", e);
      }
    }
  }

  /** Each note again only after it was gone. */
  private void note(List<String> notes) {
    notes.stream().filter(note -> !noted.contains(note)).forEach(LOG::warn);
    noted = Set.copyOf(notes);
  }

  /** The same sentences every hour would soon be read by nobody. */
  private void sayOnce(Object occasion, List<String> sentences) {
    if (!occasion.equals(said)) {
      said = occasion;
      sentences.forEach(LOG::error);
    }
  }
}
