package io.mozpool.host;

import io.mozpool.host.PluginInfo.State;
import io.mozpool.plugin.NamedFactory;
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
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Starts the plugins of a directory. All that stops a start - wrong settings, two plugins of one
 * name - is found before any plugin makes drivers and with them opens ports.
 */
final class Startup {

  private final Configuration configuration;
  private final Map<String, PluginJar> jars;
  private final Patience patience;
  private final Prompt prompt = new Prompt();
  private final List<PluginStart> plugins = new ArrayList<>();
  private final List<PluginInfo> leftOut = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  Startup(Configuration configuration, Path directory, Patience patience) {
    this.configuration = configuration;
    this.jars = byId(PluginJar.in(directory));
    this.patience = patience;
  }

  /**
   * Starts what is selected.
   *
   * @throws ConfigurationException where the configuration has to be changed first; names all that
   */
  PluginHost start(HostContext context, Selection selection) {
    prepare(selection);
    if (!problems.isEmpty()) {
      new Closing(patience).jars(loadings());
      throw new ConfigurationException(problems);
    }
    create(context, selection.points());
    return host(context);
  }

  /** Goes as far as it can without opening anything. */
  PluginCheck check(Set<String> takenStages) {
    prepare(Selection.all().withTakenStages(takenStages));
    HostContext nothing =
        new HostContext(Clock.systemUTC(), Path.of(""), (name, source) -> Optional.empty());
    create(nothing, point -> !NamedFactory.class.isAssignableFrom(point));
    return new PluginCheck(problems, host(nothing));
  }

  /** Loads plugins, and notes all problems. */
  private void prepare(Selection selection) {
    List<String> disabled = PluginsConfig.of(configuration).disabled();
    checkIds("mozpool.plugins.disabled", disabled);
    try {
      checkIds(PluginsConfig.SETTINGS, configuration.keys(PluginsConfig.SETTINGS));
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
    jars.values().stream()
        .filter(jar -> selection.plugins().test(jar.id()))
        .forEach(jar -> load(jar, disabled.contains(jar.id())));
    together(plugin -> plugin.beginToPrepare(configuration, prompt, selection.takenStages()));
    plugins.forEach(plugin -> problems.addAll(plugin.problems()));
    checkNames();
  }

  private void create(HostContext context, Predicate<Class<?>> wanted) {
    together(plugin -> plugin.beginToCreate(context, wanted));
    plugins.forEach(plugin -> plugin.tidyUp(context, patience));
  }

  private PluginHost host(HostContext context) {
    return new PluginHost(
        patience,
        loadings(),
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
    plugins.add(new PluginStart(jar));
  }

  private List<PluginLoading> loadings() {
    return plugins.stream().map(PluginStart::loading).toList();
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
    Map<String, PluginStart> claimed = new HashMap<>();
    for (PluginStart plugin : plugins) {
      for (Offer offer : plugin.offers()) {
        for (String claim : offer.claims()) {
          PluginStart other = claimed.putIfAbsent(claim, plugin);
          if (other != null) {
            problems.add(
                "plugins %s and %s both bring %s: disable one with mozpool.plugins.disabled"
                    .formatted(other.id(), plugin.id(), claim));
          }
        }
      }
    }
  }

  /** Loading classes takes most of a start's time, and plugins have nothing in common. */
  private void together(Consumer<PluginStart> begin) {
    plugins.forEach(begin);
    plugins.forEach(plugin -> plugin.awaitOrName(patience));
    plugins.forEach(plugin -> plugin.awaitOrFail(patience));
  }
}
