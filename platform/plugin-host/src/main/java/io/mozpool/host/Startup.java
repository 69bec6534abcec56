package io.mozpool.host;

import io.mozpool.host.PluginInfo.State;
import io.mozpool.plugin.NamedFactory;
import io.mozpool.time.Role;
import io.mozpool.time.Threads;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the plugins of a directory. All that stops a start - wrong settings, two plugins of one
 * name - is found before any plugin makes drivers and with them opens ports.
 */
final class Startup {

  private static final Logger log = LoggerFactory.getLogger(Startup.class);

  private final Configuration configuration;
  private final Map<String, PluginJar> jars;
  private final PluginLoading loading;
  private final List<PluginStart> plugins = new ArrayList<>();
  private final List<PluginInfo> leftOut = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Startup(Configuration configuration, Path directory) {
    this.configuration = configuration;
    this.jars = byId(PluginJar.in(directory));
    this.loading = new PluginLoading(directory);
  }

  /**
   * Starts what is selected.
   *
   * @throws ConfigurationException where the configuration has to be changed first; names all that
   */
  PluginHost start(HostContext context, Selection selection) {
    prepare(selection.plugins());
    if (!problems.isEmpty()) {
      loading.close();
      throw new ConfigurationException(problems);
    }
    inParallel(plugin -> plugin.create(context, selection.points()));
    return host(context);
  }

  /** Goes as far as it can without opening anything. */
  PluginCheck check() {
    prepare(id -> true);
    HostContext nothing =
        new HostContext(Clock.systemUTC(), Path.of(""), (name, source) -> Optional.empty());
    plugins.forEach(
        plugin -> plugin.create(nothing, point -> !NamedFactory.class.isAssignableFrom(point)));
    return new PluginCheck(problems, host(nothing));
  }

  /** Loads plugins, and notes all problems. */
  private void prepare(Predicate<String> wanted) {
    List<String> disabled = PluginsConfig.of(configuration).disabled();
    checkIds("mozpool.plugins.disabled", disabled);
    try {
      checkIds(PluginsConfig.SETTINGS, configuration.keys(PluginsConfig.SETTINGS));
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
    jars.values().stream()
        .filter(jar -> wanted.test(jar.id()))
        .forEach(jar -> load(jar, disabled.contains(jar.id())));
    inParallel(plugin -> plugin.prepare(loading, configuration));
    plugins.forEach(plugin -> problems.addAll(plugin.problems()));
    checkNames();
  }

  private PluginHost host(HostContext context) {
    return new PluginHost(
        loading,
        context.metrics(),
        plugins.stream().flatMap(plugin -> plugin.contributions().stream()).toList(),
        Stream.concat(leftOut.stream(), plugins.stream().map(PluginStart::info))
            .sorted(Comparator.comparing(PluginInfo::id))
            .toList());
  }

  private void load(PluginJar jar, boolean disabled) {
    if (disabled) {
      leftOut.add(jar.info(State.DISABLED, null, List.of(), List.of()));
      return;
    }
    try {
      plugins.add(new PluginStart(jar, loading.load(jar)));
    } catch (RuntimeException | LinkageError e) {
      String reason = String.valueOf(e.getMessage());
      log.error("plugin {} ({}) failed: {}", jar.id(), jar.file(), reason);
      leftOut.add(jar.info(State.FAILED, reason, List.of(), List.of()));
    }
  }

  private Map<String, PluginJar> byId(List<PluginJar> jars) {
    Map<String, PluginJar> byId = new TreeMap<>();
    for (PluginJar jar : jars) {
      PluginJar other = byId.putIfAbsent(jar.id(), jar);
      if (other != null) {
        problems.add(
            "plugin %s is there twice, as %s and %s: expected one of them"
                .formatted(jar.id(), other.file().getFileName(), jar.file().getFileName()));
      }
    }
    return byId;
  }

  private void checkIds(String key, Iterable<String> ids) {
    for (String id : ids) {
      if (!jars.containsKey(id)) {
        problems.add(
            "%s: there is no plugin '%s', expected one of %s".formatted(key, id, jars.keySet()));
      }
    }
  }

  private void checkNames() {
    Map<Set<Object>, PluginStart> byName = new HashMap<>();
    for (PluginStart plugin : plugins) {
      for (Offer offer : plugin.offers()) {
        PluginStart other = byName.putIfAbsent(Set.of(offer.point(), offer.name()), plugin);
        if (other != null) {
          problems.add(
              "plugins %s and %s both bring a %s '%s': disable one with mozpool.plugins.disabled"
                  .formatted(other.id(), plugin.id(), offer.point().getSimpleName(), offer.name()));
        }
      }
    }
  }

  /** Loading classes takes most of a start's time, and plugins have nothing in common. */
  private void inParallel(Consumer<PluginStart> step) {
    ExecutorService threads =
        Threads.ofProcess()
            .pool(Role.BACKGROUND, "plugin-start", Runtime.getRuntime().availableProcessors());
    try {
      List<CompletableFuture<Void>> steps =
          plugins.stream()
              .map(plugin -> CompletableFuture.runAsync(() -> step.accept(plugin), threads))
              .toList();
      CompletableFuture.allOf(steps.toArray(CompletableFuture<?>[]::new)).join();
    } finally {
      threads.shutdown();
    }
  }
}
