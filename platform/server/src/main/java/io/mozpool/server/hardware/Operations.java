package io.mozpool.server.hardware;

import io.mozpool.plugin.DriverAddress;
import io.mozpool.server.database.Database;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.journal.Journal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has hardware do what a person asks for, and writes into the device's log what came of it. */
@Singleton
final class Operations {

  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  /** Off, on, and the wait for a controller that serves others, too. */
  private static final Duration CYCLE = Duration.ofMinutes(1);

  private static final Duration PING = Duration.ofSeconds(10);

  private static final String RELAY_BOARD =
      "select imaging_server_id, coalesce(outlet, fqdn) from relay_boards where id = ?";

  private record RelayBoard(long server, String address) {

    static RelayBoard read(ResultSet row) throws SQLException {
      return new RelayBoard(row.getLong(1), row.getString(2));
    }
  }

  private final Hardware hardware;
  private final Targets targets;
  private final Database database;
  private final Holders holders;
  private final Journal journal;

  Operations(
      Hardware hardware, Targets targets, Database database, Holders holders, Journal journal) {
    this.hardware = hardware;
    this.targets = targets;
    this.database = database;
    this.holders = holders;
    this.journal = journal;
  }

  /**
   * Starts a power cycle.
   *
   * @param unlessHeld whether nothing is done where a request holds the device
   * @return completed at once, or else when it is sure that nobody does; exceptionally with 409
   */
  CompletableFuture<Void> cycle(long device, Optional<String> pxeConfig, boolean unlessHeld) {
    String what =
        "power cycle"
            + pxeConfig.map(name -> " with PXE config " + name).orElse(" without PXE config");
    return start(
        device,
        what,
        "power cycle",
        unlessHeld,
        condition -> hardware.cycle(target(device), CYCLE, condition, () -> {}));
  }

  /**
   * Starts to switch a device off.
   *
   * @param unlessHeld whether nothing is done where a request holds the device
   * @return completed at once, or else when it is sure that nobody does; exceptionally with 409
   */
  CompletableFuture<Void> off(long device, boolean unlessHeld) {
    return start(
        device,
        "power off",
        "power off",
        unlessHeld,
        condition -> hardware.off(target(device), condition));
  }

  /** Tells the request that holds a device, if one does, of what was done to it. */
  void tellHolder(long device, String what) {
    holders.tell(device, what);
  }

  /** Asks whether the device answers on the network. */
  CompletableFuture<TestAnswer> ping(long device) {
    return hardware
        .answers(target(device), PING)
        .thenApply(answers -> answers ? TestAnswer.YES : TestAnswer.NO)
        .exceptionally(
            failure -> {
              String reason = "could not ask: " + Failures.text(failure);
              journal.add("device", device, Journal.HARDWARE, "ping: " + reason);
              return new TestAnswer(false, reason);
            });
  }

  /** Tests whether a relay board answers in both directions. */
  CompletableFuture<TestAnswer> testRelay(long board) {
    return database.first(RelayBoard::read, RELAY_BOARD, board).map(this::testRelay).orElseThrow();
  }

  private CompletableFuture<TestAnswer> testRelay(RelayBoard board) {
    String address = board.address();
    return hardware
        .check(board.server(), DriverAddress.parse(DeviceAddresses.ofRelayBoard(address)))
        .thenApply(done -> TestAnswer.YES)
        .exceptionally(
            failure -> {
              LOG.warn("relay board {} failed its test: {}", address, Failures.text(failure));
              return new TestAnswer(false, Failures.text(failure));
            });
  }

  private CompletableFuture<Void> start(
      long device,
      String what,
      String name,
      boolean unlessHeld,
      Function<Condition, CompletableFuture<Void>> operation) {
    journal.add("device", device, Journal.API, what + " asked for");
    if (!unlessHeld) {
      holders.tell(device, what + " was asked for");
      log(device, name, operation.apply(Condition.NONE));
      return CompletableFuture.completedFuture(null);
    }
    Turn turn = new Turn(holders, device);
    CompletableFuture<Void> begun = operation.apply(turn);
    log(device, name, begun);
    begun.whenComplete((done, failure) -> turn.over());
    return turn.granted();
  }

  private Target target(long device) {
    return targets.target(device).orElseThrow();
  }

  private void log(long device, String what, CompletableFuture<Void> operation) {
    operation.whenComplete(
        (done, failure) ->
            journal.add(
                "device",
                device,
                Journal.HARDWARE,
                failure == null ? what + " done" : what + " failed: " + Failures.text(failure)));
  }
}
