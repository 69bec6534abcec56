package io.mozpool.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One walk through the table: what has been gathered so far. */
final class Walk<F, W, E> {

  private final Set<F> facts;
  private final Map<String, Integer> counters;
  private final BiConsumer<W, Set<F>> consequences;
  private final List<String> path = new ArrayList<>();
  private final List<W> writes = new ArrayList<>();
  private final List<E> effects = new ArrayList<>();
  private final List<String> why = new ArrayList<>();
  private @Nullable State target;
  private @Nullable Duration waitAtMost;
  private @Nullable Duration timeOutIn;

  Walk(Snapshot now, Set<F> facts, BiConsumer<W, Set<F>> consequences, String cause) {
    this.facts = new HashSet<>(facts);
    this.counters = new HashMap<>(now.counters());
    this.consequences = consequences;
    path.add(now.state());
    why.add(cause);
  }

  /** Takes the steps until one goes to a state. */
  void take(List<Step<F, W, E>> steps) {
    for (Step<F, W, E> step : steps) {
      if (target != null) {
        return;
      }
      take(step);
    }
  }

  private void take(Step<F, W, E> step) {
    if (step instanceof Step.Afresh<F, W, E> afresh) {
      counters.keySet().retainAll(afresh.except());
    } else if (step instanceof Step.Clear<F, W, E> clear) {
      counters.remove(clear.counter());
    } else if (step instanceof Step.Count<F, W, E> count) {
      count(count);
    } else if (step instanceof Step.Write<F, W, E> write) {
      writes.add(write.write());
      consequences.accept(write.write(), facts);
    } else if (step instanceof Step.Ask<F, W, E> ask) {
      effects.add(ask.effect());
    } else if (step instanceof Step.WaitAtMost<F, W, E> atMost) {
      waitAtMost = atMost.limit();
    } else if (step instanceof Step.TimeOutIn<F, W, E> sooner) {
      timeOutIn = sooner.pause();
    } else if (step instanceof Step.When<F, W, E> when) {
      choose(when);
    } else if (step instanceof Step.Go<F, W, E> go) {
      target = go.target();
    }
  }

  private void count(Step.Count<F, W, E> step) {
    if (counters.merge(step.counter(), 1, Integer::sum) > step.tolerated()) {
      why.add("%s > %d".formatted(step.counter(), step.tolerated()));
      take(step.beyond());
    }
  }

  private void choose(Step.When<F, W, E> step) {
    if (!step.condition().holds(facts, counters)) {
      return;
    }
    int told = why.size();
    take(step.then());
    if (target != null && step.condition().lack()) {
      why.add(told, step.condition().text());
    }
  }

  /** The state that the steps taken since the last call went to. */
  Optional<State> target() {
    Optional<State> found = Optional.ofNullable(target);
    target = null;
    return found;
  }

  /** Comes to a state; a return to the only one so far is a re-entry and no further stop. */
  void arrive(String state) {
    waitAtMost = null;
    if (path.size() > 1 || !path.get(0).equals(state)) {
      path.add(state);
    }
  }

  List<E> effects() {
    return List.copyOf(effects);
  }

  Transition<W, E> restingIn(Row<F, W, E> row) {
    Optional<Duration> wait = row.timeout().map(this::shortened);
    return new Transition<>(path, counters, wait, writes, effects, String.join("; ", why));
  }

  /** The transition that leaves the machine where it is; empty where no step wants that. */
  Optional<Transition<W, E>> stayingIn(Row<F, W, E> row) {
    waitAtMost = timeOutIn;
    return timeOutIn == null ? Optional.empty() : Optional.of(restingIn(row));
  }

  private Duration shortened(Duration timeout) {
    Duration limit = waitAtMost;
    return limit == null || limit.compareTo(timeout) > 0 ? timeout : limit;
  }
}
