package io.mozpool.server.request;

import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.request.RequestEffect;
import io.mozpool.lifecycle.request.RequestState;
import io.mozpool.lifecycle.request.RequestWrite;
import io.mozpool.server.database.Outage;
import io.mozpool.server.json.Json;
import io.mozpool.server.machine.MachineParts;
import io.mozpool.server.machine.Outcome;
import io.mozpool.server.machine.Rounds;
import io.mozpool.server.request.FreeDevices.Free;
import io.mozpool.server.request.RequestView.Wish;
import io.mozpool.server.request.WaitingRequests.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proposes free devices to waiting requests: those for a named device first, then those for any,
 * each oldest first. It only proposes; the request's step has the last word, and a proposal that is
 * lost is made again. It knows who waits and what is free, reads what it hears of, and looks at all
 * every second while somebody waits, so that a round costs no more the more there are of both.
 */
final class Matcher {

  private static final Logger LOG = LoggerFactory.getLogger(Matcher.class);

  private static final String LOOKING = RequestState.FINDING_DEVICE.wireName();

  private record Proposal(long request, long device, CompletableFuture<Outcome> outcome) {}

  private final MachineParts parts;
  private final WaitingRequests waiting;
  private final FreeDevices free;
  private final Refusals refusals;
  private final Supplier<HeldBack> heldBack;
  private final BiFunction<Long, Long, CompletableFuture<Outcome>> propose;
  private final Rounds<Boolean> rounds;
  private final AtomicBoolean lookDue = new AtomicBoolean(true);

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
    this.waiting = new WaitingRequests(parts.database(), parts.leases());
    this.free = new FreeDevices(parts.database(), json, parts.time());
    this.refusals = refusals;
    this.heldBack = heldBack;
    this.propose = propose;
    this.rounds = new Rounds<>(parts.workers(), this::match);
  }

  /** A device may be free now, or is changed. */
  void hearDevice(long device) {
    free.hear(device);
  }

  /** A request has begun to wait, or waits no more. */
  void hearRequest(long request) {
    waiting.hear(request);
  }

  /** A request of this server has made a transition; a look that is repeated is no news. */
  void moved(long request, Transition<RequestWrite, RequestEffect> transition) {
    if (!transition.changesState()) {
      return;
    }
    if (transition.to().equals(LOOKING)) {
      hearRequest(request);
      wake();
    } else if (transition.from().equals(LOOKING)
        && !transition.writes().contains(RequestWrite.TIE_DEVICE)) { // that came of a proposal
      hearRequest(request);
    }
  }

  /**
   * Has a round made that sees all that is committed now, whoever did it.
   *
   * @return as {@link #wake()}
   */
  CompletableFuture<Void> look() {
    lookDue.set(true);
    return wake();
  }

  /**
   * Has a round made that sees all that was heard of until now, and whatever else is free for a
   * request that is the first to want it.
   *
   * @return completed when that round's proposals are decided; never exceptionally
   */
  CompletableFuture<Void> wake() {
    return rounds
        .next()
        .exceptionally(
            failure -> {
              lookDue.set(true); // what was heard may be lost
              if (!Outage.caused(failure)) {
                LOG.error("matching failed, trying again within a second", failure);
              }
              return false;
            })
        .thenCompose(lost -> lost ? wake() : CompletableFuture.completedFuture(null));
  }

  /** Completes with whether a proposal was lost, so that there may be more to match. */
  private CompletableFuture<Boolean> match() {
    boolean look = lookDue.getAndSet(false);
    if (look) {
      waiting.readAll();
    } else {
      waiting.readHeard().stream()
          .filter(request -> !request.wish().anyDevice())
          .forEach(request -> free.hear(request.named()));
    }
    if (waiting.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    List<Proposal> proposals = look || free.isOld() ? lookAtAll() : lookAtHeard();
    return waiting.hasNews()
        ? afterRest()
            .thenCompose(
                rested -> {
                  proposals.addAll(lookAtAll());
                  return lost(proposals);
                })
        : lost(proposals);
  }

  private List<Proposal> lookAtHeard() {
    free.readHeard();
    return proposeAll();
  }

  private List<Proposal> lookAtAll() {
    free.look();
    List<Proposal> proposals = proposeAll();
    waiting.looked();
    return proposals;
  }

  /** Those who get a proposal wait no more. */
  private List<Proposal> proposeAll() {
    List<Proposal> proposals = new ArrayList<>();
    if (free.isEmpty()) {
      return proposals;
    }
    HeldBack held = heldBack.get();
    waiting
        .inOrder()
        .takeWhile(request -> !free.isEmpty())
        .forEach(
            request ->
                choose(request, held).ifPresent(device -> proposals.add(propose(request, device))));
    proposals.forEach(proposal -> waiting.remove(proposal.request()));
    return proposals;
  }

  private Optional<Free> choose(Waiting request, HeldBack held) {
    Wish wish = request.wish();
    if (held.isHopeless(request.id(), wish)) {
      return Optional.empty();
    }
    Optional<Free> chosen =
        free.choose(wish, device -> mayHave(request, device, held))
            .filter(device -> held.takesTurn(request.id(), wish, device.hardwareType()));
    if (chosen.isEmpty()) {
      held.giveUp(wish);
    }
    return chosen;
  }

  /** Whether nothing but fitting is in the way. */
  private boolean mayHave(Waiting request, Free device, HeldBack held) {
    Wish wish = request.wish();
    return (held.admits(request.id(), wish, device.hardwareType()) || free.holds(device, wish))
        && !refusals.contains(request.id(), device.id());
  }

  private Proposal propose(Waiting request, Free device) {
    free.remove(device);
    return new Proposal(request.id(), device.id(), propose.apply(request.id(), device.id()));
  }

  private CompletableFuture<Void> afterRest() {
    CompletableFuture<Void> rested = new CompletableFuture<>();
    parts.workers().after(free.rest(), () -> rested.complete(null));
    return rested;
  }

  private CompletableFuture<Boolean> lost(List<Proposal> proposals) {
    return CompletableFuture.allOf(
            proposals.stream().map(Proposal::outcome).toArray(CompletableFuture[]::new))
        .thenApply(
            all -> {
              List<Proposal> lost =
                  proposals.stream().filter(each -> !each.outcome().join().accepted()).toList();
              lost.forEach(this::hear);
              return !lost.isEmpty();
            });
  }

  private void hear(Proposal lost) {
    hearRequest(lost.request());
    hearDevice(lost.device());
  }
}
