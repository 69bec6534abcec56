package io.mozpool.server.machine;

import io.mozpool.lifecycle.Snapshot;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a machine stands, as read from its row.
 *
 * @param id the row
 * @param server the imaging server it belongs to
 * @param name how log lines call the machine: {@code device panda-1}
 * @param snapshot state, as stored, and counters
 * @param revision how many steps the machine has made
 * @param since when it came into its state; null where nobody wrote that down
 * @param due when its time is up; null for never
 */
public record MachineRow(
    long id,
    long server,
    String name,
    Snapshot snapshot,
    long revision,
    @Nullable LocalDateTime since,
    @Nullable LocalDateTime due) {

  /** The state, as stored. */
  public String state() {
    return snapshot.state();
  }

  /** For how long its time has been up; empty where it is not. */
  Optional<Duration> overdue(LocalDateTime now) {
    return Optional.ofNullable(due)
        .filter(moment -> !moment.isAfter(now))
        .map(moment -> Duration.between(moment, now));
  }
}
