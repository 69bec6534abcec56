package io.mozpool.server.inventory;

import io.mozpool.server.cluster.Leases;
import io.mozpool.server.database.Database;
import io.mozpool.server.device.Devices;
import io.mozpool.server.hold.Holder;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.journal.Journal;
import io.mozpool.server.machine.Arguments;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.machine.Peers;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Has devices locked out that no inventory names and a request holds, and taken back, by the server
 * that handles each. May block.
 */
@Singleton
final class LockOuts {

  private static final String LOG_SOURCE = "inventory";
  private static final String SELF_TEST = "start_self_test";

  /** A device may be moving on. */
  private static final int TRIES = 5;

  /** The state of a device, and its imaging server. */
  private record Place(String state, long server) {}

  private final Database database;
  private final Leases leases;
  private final Devices devices;
  private final Peers peers;
  private final Holders holders;
  private final Journal journal;

  LockOuts(
      Database database,
      Leases leases,
      Devices devices,
      Peers peers,
      Holders holders,
      Journal journal) {
    this.database = database;
    this.leases = leases;
    this.devices = devices;
    this.peers = peers;
    this.holders = holders;
    this.journal = journal;
  }

  /** Whether a request holds a device now. */
  boolean isHeld(Stored device) {
    return holders.of(device.id()).isPresent();
  }

  /**
   * Locks a device out.
   *
   * @return why that cannot be done; empty where it is done
   */
  Optional<String> lockOut(Stored device) {
    String source = device.identity().source();
    Outcome outcome = new Outcome(false, "", "it is gone");
    for (int tries = 0; tries < TRIES && !outcome.accepted(); tries++) {
      outcome = force(device, Stored.LOCKED_OUT, false);
    }
    if (outcome.accepted()) {
      note(device, "'%s' does not name it any more; a request holds it".formatted(source));
    }
    return obstacle(outcome);
  }

  /**
   * Takes a device back by a self-test, unless a request holds it, whose client may still use it.
   *
   * @return why that cannot be done; empty where it is done
   */
  Optional<String> takeBack(Stored device) {
    Optional<Holder> holder = holders.of(device.id());
    if (holder.isPresent()) {
      return holder.map(Holder::sentence);
    }
    String source = device.identity().source();
    Outcome outcome = force(device, SELF_TEST, true);
    if (outcome.accepted()) {
      note(device, "'%s' names it again".formatted(source));
    }
    return obstacle(outcome);
  }

  private Outcome force(Stored device, String to, boolean unlessHeld) {
    Optional<Place> place =
        database.first(
            row -> new Place(row.getString(1), row.getLong(2)),
            "select state, imaging_server_id from devices where id = ?",
            device.id());
    if (place.isEmpty()) {
      return new Outcome(false, "", "it is gone");
    }
    String from = place.get().state();
    long server = place.get().server();
    String source = device.identity().source();
    CompletableFuture<Outcome> forced;
    if (leases.of(server).isPresent()) {
      Map<String, String> arguments = new HashMap<>(Map.of(Devices.INVENTORY, source));
      if (unlessHeld) {
        arguments.put(Devices.UNLESS_HELD, "");
      }
      forced = devices.force(device.id(), from, to, new Arguments(arguments));
    } else {
      forced =
          peers.forceDevice(
              server,
              device.name(),
              from,
              to,
              Map.of(Devices.INVENTORY, source, Devices.UNLESS_HELD, unlessHeld));
    }
    try {
      return forced.join();
    } catch (CompletionException e) {
      return new Outcome(false, from, Peers.reason(e));
    }
  }

  private static Optional<String> obstacle(Outcome outcome) {
    return outcome.accepted() ? Optional.empty() : Optional.of(outcome.reason());
  }

  private void note(Stored device, String line) {
    journal.add("device", device.id(), LOG_SOURCE, line);
  }
}
