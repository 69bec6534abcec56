package io.mozpool.server.hardware;

import io.mozpool.plugin.DriverAddress;
import io.mozpool.server.database.Database;
import io.mozpool.server.journal.Journal;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  /** Whether the device answers on the network; who cannot even ask has no answer. */
  CompletableFuture<Boolean> ping(long device) {
    return hardware
        .answers(target(device), PING)
        .exceptionally(
            failure -> {
              journal.add("device", device, Journal.HARDWARE, "ping failed: " + reason(failure));
              return false;
            });
  }

  /** Whether a relay board answers its two-way test. */
  CompletableFuture<Boolean> testRelay(long board) {
    return database.first(RelayBoard::read, RELAY_BOARD, board).map(this::testRelay).orElseThrow();
  }

  private CompletableFuture<Boolean> testRelay(RelayBoard board) {
    String address = board.address();
    return hardware
        .check(board.server(), DriverAddress.parse(DeviceAddresses.ofRelayBoard(address)))
        .handle(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("relay board {} failed its test: {}", address, reason(failure));
              }
              return failure == null;
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
                failure == null ? what + " done" : what + " failed: " + reason(failure)));
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return String.valueOf(cause.getMessage());
  }
}
