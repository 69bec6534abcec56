package io.mozpool.server.hardware;

import io.micronaut.http.HttpStatus;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.server.hold.Holder;
import io.mozpool.server.hold.Holders;
import io.mozpool.server.web.ApiException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The moment when an operation on a device that nobody may hold gets its lane: looks once more who
 * holds the device, once for all outlets, so that none of them is switched or all are.
 */
final class Turn implements Condition {

  private final Holders holders;
  private final long device;
  private final CompletableFuture<Void> granted = new CompletableFuture<>();
  private boolean asked;
  private Optional<Holder> holder = Optional.empty();

  Turn(Holders holders, long device) {
    this.holders = holders;
    this.device = device;
  }

  /** Completes when the operation begins, or with 409 where a request holds the device by then. */
  CompletableFuture<Void> granted() {
    return granted;
  }

  /** The operation has ended, if only before it could begin. */
  void over() {
    granted.complete(null);
  }

  @Override
  public synchronized void check() throws DriverException {
    if (!asked) {
      holder = ask();
      asked = true;
      holder.ifPresentOrElse(
          found ->
              granted.completeExceptionally(
                  new ApiException(HttpStatus.CONFLICT, found.sentence())),
          () -> granted.complete(null));
    }
    if (holder.isPresent()) {
      throw new DriverException(Reason.REFUSED, holder.get().sentence());
    }
  }

  private Optional<Holder> ask() throws DriverException {
    try {
      return holders.of(device);
    } catch (RuntimeException e) {
      granted.completeExceptionally(e);
      throw new DriverException(
          Reason.UNREACHABLE, "cannot tell whether a request holds the device: " + e.getMessage());
    }
  }
}
