package io.mozpool.host;

import io.mozpool.host.PluginInfo.State;
import io.mozpool.plugin.NamedFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One plugin on its way to its drivers. Each step runs on a thread of its own, of which the plugin
 * may not come back. What goes wrong makes it a failed plugin, for which further steps do nothing.
 * What is wrong with its settings is noted.
 */
final class PluginStart {

  private static final Logger log = LoggerFactory.getLogger(PluginStart.class);

  /** A step of the plugin's thread. */
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  private final PluginJar jar;
  private final PluginLoading loading;
  private volatile String doing = "its start";
  private @Nullable Errand<?> errand;
  private Prepared prepared = Prepared.NOTHING;
  private final List<Contribution> contributions = new ArrayList<>();
  private @Nullable String failure;

  PluginStart(PluginJar jar) {
    this.jar = jar;
    this.loading = new PluginLoading(jar);
  }

  String id() {
    return jar.id();
  }

  PluginLoading loading() {
    return loading;
  }

  /** What it offers; nothing where it has failed. */
  synchronized List<Offer> offers() {
    return failure == null ? prepared.offers() : List.of();
  }

  /** What it contributes, once that is created; nothing where it has failed. */
  synchronized List<Contribution> contributions() {
    return List.copyOf(contributions);
  }

  /** What is wrong with its settings; where that is something, nothing can be created. */
  synchronized Set<String> problems() {
    return prepared.problems();
  }

  /** Begins to load it, to make its extensions and to bind its settings. */
  void beginToPrepare(Configuration configuration, Prompt prompt, Set<String> takenStages) {
    begin(
        () -> {
          Preparation preparation = new Preparation(jar, loading, prompt, takenStages, this::now);
          Prepared result = preparation.prepare(configuration);
          synchronized (this) {
            prepared = result;
          }
        });
  }

  /** Begins to make its drivers, as far as they extend wanted points. */
  void beginToCreate(HostContext host, Predicate<Class<?>> wanted) {
    Prepared from = prepared;
    begin(
        () -> {
          HostContext context = host.of(id());
          for (Offer offer : from.offers()) {
            if (wanted.test(offer.point())) {
              Bound<?> plugin = from.plugin();
              Object made = plugin.inContext(() -> made(offer, from.settings(), context));
              contribute(new Contribution(offer.point(), offer.name(), plugin.with(made)));
            }
          }
        });
  }

  /** Waits a moment for the step that was begun, and names in the log what has not come back. */
  void awaitOrName(Patience patience) {
    Errand<?> step = errand;
    if (step != null && !step.isBackWithin(patience.naming())) {
      log.warn(
          "plugin {} has not come back from {} within {} ms",
          id(),
          doing,
          patience.naming().toMillis(),
          step.whereItStands());
    }
  }

  /** Waits for the step that was begun; a plugin that does not come back has failed. */
  void awaitOrFail(Patience patience) {
    Errand<?> step = errand;
    errand = null;
    if (step == null) {
      return;
    }
    if (!step.isBackWithin(patience.failing())) {
      step.interrupt();
      String reason =
          "has not come back from %s within %d ms".formatted(doing, patience.failing().toMillis());
      fail(reason, step.whereItStands());
      return;
    }
    try {
      step.answer();
    } catch (ExecutionException e) {
      Throwable thrown = Objects.requireNonNullElse(e.getCause(), e);
      fail(ThrownByPlugin.reason(thrown), thrown);
    }
  }

  /** Closes what a failed plugin has made, and takes its numbers away. */
  void tidyUp(HostContext host, Patience patience) {
    List<Contribution> made;
    synchronized (this) {
      if (failure == null) {
        return;
      }
      made = List.copyOf(contributions);
      contributions.clear();
    }
    new Closing(patience).drivers(made);
    host.metrics().forget(id());
  }

  synchronized PluginInfo info() {
    return jar.info(
        failure == null ? State.STARTED : State.FAILED,
        failure,
        prepared.offers(),
        prepared.shown());
  }

  private void begin(Step step) {
    if (failure == null) {
      errand =
          Errand.begin(
              "mozpool-start " + id(),
              () -> {
                step.run();
                return true;
              });
    }
  }

  private void now(String what) {
    doing = what;
  }

  private Object made(Offer offer, Map<Offer, Record> settings, HostContext context)
      throws Exception {
    if (!(offer.extension() instanceof NamedFactory<?, ?> factory)) {
      return offer.extension();
    }
    now("create() of " + factory.getClass().getName());
    return offer.checked(create(factory, Objects.requireNonNull(settings.get(offer)), context));
  }

  private static <T, C extends Record> @Nullable T create(
      NamedFactory<T, C> factory, Record settings, HostContext context) throws Exception {
    return factory.create(factory.configType().cast(settings), context);
  }

  /** Closes drivers that come after the plugin was given up. */
  private void contribute(Contribution made) throws Exception {
    synchronized (this) {
      if (failure == null) {
        contributions.add(made);
        return;
      }
    }
    if (made.made().driver() instanceof AutoCloseable late) {
      late.close();
    }
    throw new CancellationException("given up");
  }

  private void fail(String reason, Throwable thrown) {
    synchronized (this) {
      failure = reason;
    }
    if (thrown instanceof RefusedException) {
      log.error("plugin {} ({}) failed: {}", id(), jar.file(), reason);
    } else {
      log.error("plugin {} ({}) failed: {}", id(), jar.file(), reason, thrown);
    }
  }
}
