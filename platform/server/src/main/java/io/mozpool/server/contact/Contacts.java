package io.mozpool.server.contact;

import io.mozpool.server.database.Database;
import io.mozpool.server.database.Moments;
import io.mozpool.server.database.Outage;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes when devices are heard. It is stored every ten seconds, one row at a time, so that a board
 * that asks without end costs one small update in that time.
 */
@Singleton
public final class Contacts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Contacts.class);
  private static final Duration PERIOD = Duration.ofSeconds(10);
  private static final String STORE =
      "update devices set last_contact = ?, last_contact_by = ? where id = ?";

  private record Contact(LocalDateTime moment, String way) {}

  private final Database database;
  private final Time time;
  private final ExecutorService background;
  private final Map<Long, Contact> unstored = new ConcurrentHashMap<>();

  Contacts(Database database, Threads threads, Time time) {
    this.database = database;
    this.time = time;
    this.background = threads.pool(Role.BACKGROUND, "contacts", 1);
  }

  /** Stores what is noted from now on. */
  public void start() {
    time.every(PERIOD, PERIOD, background, this::store);
  }

  /**
   * Notes that a device was heard just now. Any thread may call, and does not wait.
   *
   * @param way {@code tftp}, {@code http} or {@code event}
   */
  public void heard(long device, String way) {
    unstored.put(device, new Contact(Moments.now(time.clock()), way));
  }

  /** Stores what was noted; what cannot be stored just now is stored later. */
  public void store() {
    try {
      for (Long device : List.copyOf(unstored.keySet())) {
        Contact contact = unstored.get(device);
        if (contact != null) {
          database.update(STORE, Moments.text(contact.moment()), contact.way(), device);
          unstored.remove(device, contact);
        }
      }
    } catch (RuntimeException e) {
      if (!Outage.caused(e)) {
        LOG.error("the last contacts of devices are not stored yet", e);
      }
    }
  }

  @Override
  public void close() {
    background.shutdownNow();
    store();
  }
}
