package io.mozpool.server.machine;

import io.mozpool.server.change.Changes;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Database;
import io.mozpool.server.journal.Journal;
import io.mozpool.time.Time;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What all machines of a server share. */
@Singleton
public record MachineParts(
    Database database,
    ImagingServer server,
    Leases leases,
    Committers committers,
    Journal journal,
    Workers workers,
    StepMetrics metrics,
    Changes changes,
    Time time) {

  /** The wall clock. */
  public Clock clock() {
    return time.clock();
  }
}
