package io.mozpool.server.hardware;

import io.mozpool.plugin.DriverAddress;
import io.mozpool.server.database.Database;
import io.mozpool.server.journal.Journal;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has hardware do what a person asks for, and writes into the device's log what came of it. */
@Singleton
final class Operations {

  private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

  /** Off, on, and the wait for a controller that serves others, too. */
  private static final Duration CYCLE = Duration.ofMinutes(1);

  private static final Duration PING = Duration.ofSeconds(10);

  private final Hardware hardware;
  private final Targets targets;
  private final Database database;
  private final Journal journal;

  Operations(Hardware hardware, Targets targets, Database database, Journal journal) {
    this.hardware = hardware;
    this.targets = targets;
    this.database = database;
    this.journal = journal;
  }

  /** Starts a power cycle. */
  void cycle(long device, Optional<String> pxeConfig) {
    asked(
        device,
        "power cycle"
            + pxeConfig.map(name -> " with PXE config " + name).orElse(" without PXE config"));
    log(device, "power cycle", hardware.cycle(target(device), CYCLE, () -> {}));
  }

  /** Starts to switch a device off. */
  void off(long device) {
    asked(device, "power off");
    log(device, "power off", hardware.off(target(device)));
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
    String address =
        database
            .first(
                row -> row.getString(1),
                "select coalesce(outlet, fqdn) from relay_boards where id = ?",
                board)
            .orElseThrow();
    return hardware
        .check(DriverAddress.parse(DeviceAddresses.ofRelayBoard(address)))
        .thenApply(done -> TestAnswer.YES)
        .exceptionally(
            failure -> {
              LOG.warn("relay board {} failed its test: {}", address, Failures.text(failure));
              return new TestAnswer(false, Failures.text(failure));
            });
  }

  private void asked(long device, String what) {
    journal.add("device", device, Journal.API, what + " asked for");
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
