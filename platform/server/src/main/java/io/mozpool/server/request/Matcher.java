package io.mozpool.server.request;

import io.mozpool.server.database.Outage;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.machine.Rounds;
import io.mozpool.server.request.RequestView.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposes free devices to waiting requests: those for a named device first, then those for any,
 * each oldest first. It only proposes; the request's step has the last word, and a proposal that is
 * lost is made again.
 */
final class Matcher {

  private static final Logger LOG = LoggerFactory.getLogger(Matcher.class);

  private static final String WAITING =
      """
      select q.id, q.requested_device, q.environment, q.boot_config, i.name as image, i.can_reuse
      from requests q join images i on i.id = q.image_id
      where q.imaging_server_id in (%s) and q.state = 'finding_device' order by q.id
      """;

  private record Waiting(long id, Wish wish) {}

  /** What the server has not heard of, such as another server's devices, it sees so late. */
  private static final Duration OLD = Duration.ofSeconds(10);

  private final MachineParts parts;
  private final FreeDevices free;
  private final Supplier<HeldBack> heldBack;
  private final Refusals refusals;
  private final BiFunction<Long, Long, CompletableFuture<Outcome>> propose;
  private final Rounds<Boolean> rounds;

  /**
   * @param heldBack reads which devices are held back
   * @param propose proposes to a request (first) a device (second)
   */
  Matcher(
      MachineParts parts,
      Json json,
      Refusals refusals,
      Supplier<HeldBack> heldBack,
      BiFunction<Long, Long, CompletableFuture<Outcome>> propose) {
    this.parts = parts;
    this.free = new FreeDevices(parts.database(), json, parts.time());
    this.refusals = refusals;
    this.heldBack = heldBack;
    this.propose = propose;
    this.rounds = new Rounds<>(parts.workers(), this::match);
  }

  /** A device may be free now, or is changed. */
  void hear(long device) {
    free.hear(device);
  }

  /**
   * Has a round made that sees all that is committed now.
   *
   * @return completed when that round's proposals are decided; never exceptionally
   */
  CompletableFuture<Void> wake() {
    return rounds
        .next()
        .exceptionally(
            failure -> {
              if (!Outage.caused(failure)) {
                LOG.error("matching failed, trying again within a second", failure);
              }
              return false;
            })
        .thenCompose(lost -> lost ? wake() : CompletableFuture.completedFuture(null));
  }

  /** Completes with whether a proposal was lost, so that there may be more to match. */
  private CompletableFuture<Boolean> match() {
    List<Waiting> waiting =
        new ArrayList<>(
            parts.database().all(Matcher::waiting, WAITING.formatted(parts.leases().servers())));
    if (waiting.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    waiting.sort(Comparator.comparing(request -> request.wish().anyDevice()));
    boolean fresh = free.age().compareTo(OLD) > 0;
    if (fresh) {
      free.readAll();
    } else {
      free.readHeard();
    }
    HeldBack held = heldBack.get();
    List<CompletableFuture<Outcome>> proposals = new ArrayList<>(proposeTo(waiting, held));
    return fresh || waiting.isEmpty()
        ? lost(proposals)
        : afterRest()
            .thenCompose(
                rested -> {
                  free.readAll();
                  proposals.addAll(proposeTo(waiting, held));
                  return lost(proposals);
                });
  }

  /** Those who get a proposal wait no more. */
  private List<CompletableFuture<Outcome>> proposeTo(List<Waiting> waiting, HeldBack held) {
    List<CompletableFuture<Outcome>> proposals = new ArrayList<>();
    waiting.removeIf(
        request -> {
          Optional<FreeDevices.Free> device =
              free.choose(
                      request.wish(),
                      fitting ->
                          !refusals.contains(request.id(), fitting.id())
                              && held.admits(request.id(), request.wish(), fitting.id()))
                  .filter(chosen -> held.takesTurn(request.id(), request.wish(), chosen.id()));
          device.ifPresent(
              chosen -> {
                free.remove(chosen);
                proposals.add(propose.apply(request.id(), chosen.id()));
              });
          return device.isPresent();
        });
    return proposals;
  }

  private CompletableFuture<Void> afterRest() {
    CompletableFuture<Void> rested = new CompletableFuture<>();
    parts.workers().after(free.rest(), () -> rested.complete(null));
    return rested;
  }

  private static CompletableFuture<Boolean> lost(List<CompletableFuture<Outcome>> proposals) {
    return CompletableFuture.allOf(proposals.toArray(CompletableFuture[]::new))
        .thenApply(all -> proposals.stream().anyMatch(each -> !each.join().accepted()));
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    String bootConfig = row.getString("boot_config");
    return new Waiting(
        row.getLong("id"),
        new Wish(
            row.getString("requested_device"),
            row.getString("environment"),
            row.getString("image"),
            bootConfig == null ? "{}" : bootConfig,
            row.getBoolean("can_reuse")));
  }
}
