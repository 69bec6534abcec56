package io.mozpool.dist.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens to servers, database and wires: nothing that was promised is lost, and nobody
 * gets what is another's. {@code -Dfaults=long} for ten times as much, {@code -Dfaults.seed=N} to
 * choose the same faults again.
 */
@Tag("faults")
class FaultsIT {

  private static final int TIMES = "long".equals(System.getProperty("faults")) ? 10 : 1;
  private static final String LEASE = "{ time: 1500ms, renewal: 500ms }";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void noPromiseIsBrokenWhateverHappens() throws Exception {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    System.out.println("faults.seed=" + seed + " in " + directory);
    Random random = new Random(seed);
    try (Pool pool = Pool.start(directory, LEASE);
        Clients clients = new Clients(pool, random)) {
      Mischief mischief = new Mischief(pool, random);
      for (Fault fault : deck(random)) {
        clients.awaitServed(1 + random.nextInt(4), Duration.ofSeconds(2));
        mischief.happen(fault);
      }
      clients.finish();
      pool.awaitCalm();
      System.out.println(clients.accepted().size() + " requests, " + mischief.traps());
      pool.witness().check(clients.accepted());
      pool.witness().checkPromises(clients.promised());
    }
  }

  private static List<Fault> deck(Random random) {
    List<Fault> deck = new ArrayList<>();
    for (Fault fault : Fault.values()) {
      deck.addAll(Collections.nCopies(fault.times() * TIMES, fault));
    }
    Collections.shuffle(deck, random);
    return deck;
  }
}
