package io.mozpool.server.request;

import io.mozpool.server.database.Outage;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.request.RequestView.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
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

  private static final String FREE =
      """
      select d.id, d.name, d.environment, d.boot_config, i.name as image
      from devices d left join images i on i.id = d.image_id
      where d.state = 'ready' and not exists (select 1 from device_requests r where r.device_id = d.id)
      """;

  private record Waiting(long id, Wish wish) {}

  private record Free(
      long id, String name, String environment, @Nullable String image, @Nullable String config) {}

  private final MachineParts parts;
  private final Json json;
  private final Refusals refusals;
  private final BiFunction<Long, Long, CompletableFuture<Outcome>> propose;
  private @Nullable CompletableFuture<Void> next;
  private boolean running;

  /**
   * @param propose proposes to a request (first) a device (second)
   */
  Matcher(
      MachineParts parts,
      Json json,
      Refusals refusals,
      BiFunction<Long, Long, CompletableFuture<Outcome>> propose) {
    this.parts = parts;
    this.json = json;
    this.refusals = refusals;
    this.propose = propose;
  }

  /**
   * Has a run made that sees all that is committed now.
   *
   * @return completed when that run's proposals are decided; never exceptionally
   */
  synchronized CompletableFuture<Void> wake() {
    CompletableFuture<Void> done = next;
    if (done == null) {
      done = new CompletableFuture<>();
      next = done;
      if (!running) {
        running = true;
        parts.workers().execute(this::run);
      }
    }
    return done;
  }

  private void run() {
    CompletableFuture<Void> done = begin();
    CompletableFuture<Boolean> matched;
    try {
      matched = match();
    } catch (RuntimeException e) {
      matched = CompletableFuture.failedFuture(e);
    }
    matched.whenCompleteAsync(
        (lost, failure) -> {
          if (failure == null && lost) {
            wake();
          } else if (failure != null && !Outage.caused(failure)) {
            LOG.error("matching failed, trying again within a second", failure);
          }
          done.complete(null);
          end();
        },
        parts.workers());
  }

  private synchronized CompletableFuture<Void> begin() {
    CompletableFuture<Void> done = next == null ? new CompletableFuture<>() : next;
    next = null;
    return done;
  }

  private synchronized void end() {
    running = next != null;
    if (running) {
      parts.workers().execute(this::run);
    }
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
    List<Free> free = new ArrayList<>(parts.database().all(Matcher::free, FREE));
    Collections.shuffle(free, ThreadLocalRandom.current());
    List<CompletableFuture<Outcome>> proposals = new ArrayList<>();
    for (Waiting request : waiting) {
      choose(request, free)
          .ifPresent(
              device -> {
                free.remove(device);
                proposals.add(propose.apply(request.id(), device.id()));
              });
    }
    return CompletableFuture.allOf(proposals.toArray(CompletableFuture[]::new))
        .thenApply(all -> proposals.stream().anyMatch(each -> !each.join().accepted()));
  }

  private Optional<Free> choose(Waiting request, List<Free> free) {
    Wish wish = request.wish();
    List<Free> fitting =
        free.stream()
            .filter(device -> wish.fits(device.name(), device.environment()))
            .filter(device -> !refusals.contains(request.id(), device.id()))
            .toList();
    return fitting.stream()
        .filter(device -> wish.reusable() && holds(device, wish))
        .findFirst()
        .or(() -> fitting.stream().findFirst());
  }

  private boolean holds(Free device, Wish wish) {
    return wish.image().equals(device.image())
        && json.sameBootConfig(wish.bootConfig(), device.config());
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

  private static Free free(ResultSet row) throws SQLException {
    return new Free(
        row.getLong("id"),
        row.getString("name"),
        row.getString("environment"),
        row.getString("image"),
        row.getString("boot_config"));
  }
}
