package io.mozpool.host;

import io.mozpool.plugin.NamedFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Loads a plugin and asks it all that it says of itself. Used once, by one thread. */
final class Preparation {

  private final PluginJar jar;
  private final PluginLoading loading;
  private final Prompt prompt;
  private final Set<String> takenStages;
  private final Consumer<String> progress;
  private final List<Offer> offers = new ArrayList<>();
  private final Map<Offer, Record> settings = new IdentityHashMap<>();
  private final List<Record> inOrder = new ArrayList<>();
  private final Set<String> problems = new LinkedHashSet<>();

  /**
   * @param takenStages names that no stage may have
   * @param progress hears what the plugin is asked for next
   */
  Preparation(
      PluginJar jar,
      PluginLoading loading,
      Prompt prompt,
      Set<String> takenStages,
      Consumer<String> progress) {
    this.jar = jar;
    this.loading = loading;
    this.prompt = prompt;
    this.takenStages = takenStages;
    this.progress = progress;
  }

  /** Goes through with it; whatever the plugin throws is thrown. */
  Prepared prepare(Configuration configuration) throws Exception {
    progress.accept("the start of its plugin class");
    Bound<PluginJar> plugin = new Bound<>(jar, jar.id(), loading.load());
    return plugin.inContext(
        () -> {
          Set<String> extensions = loading.extensions();
          for (String extension : extensions) {
            progress.accept("making " + extension);
            Object made = plugin.loader().loadClass(extension).getConstructor().newInstance();
            progress.accept("what " + extension + " says of itself");
            offers.addAll(Offer.of(plugin.with(made), prompt));
          }
          if (offers.isEmpty()) {
            throw new RefusedException(nothingContributed(extensions));
          }
          checkNames();
          progress.accept("its settings");
          bindSettings(configuration);
          return new Prepared(plugin, offers, settings, settingInfos(inOrder), problems);
        });
  }

  private void checkNames() {
    Set<String> seen = new HashSet<>();
    for (Offer offer : offers) {
      for (String claim : offer.claims()) {
        if (!seen.add(claim)) {
          throw new RefusedException("it brings " + claim + " twice");
        }
      }
      for (String stage : offer.stages()) {
        if (takenStages.contains(stage)) {
          throw new RefusedException(
              "stage '%s' of installer '%s': expected a name that is not MozPool's own"
                  .formatted(stage, offer.name()));
        }
      }
    }
  }

  private String nothingContributed(Set<String> extensions) {
    String nothing =
        extensions.isEmpty()
            ? "it contributes nothing: its jar lists no extension in META-INF/extensions.idx"
            : "it contributes nothing: none of " + extensions + " extends a point of this host";
    return jar.bundlesTheApi()
        ? nothing + "; it bundles io.mozpool.plugin, which must come from the host alone"
        : nothing;
  }

  /**
   * The factories of a plugin share its settings, so a key is unknown where none of them has it.
   */
  private void bindSettings(Configuration configuration) {
    Map<Offer, Class<? extends Record>> types = new IdentityHashMap<>();
    Set<String> keys = new LinkedHashSet<>();
    for (Offer offer : offers) {
      if (offer.extension() instanceof NamedFactory<?, ?> factory) {
        Class<? extends Record> type = factory.configType();
        types.put(offer, type);
        SettingKey.of(type).forEach(key -> keys.add(key.name()));
      }
    }
    String prefix = PluginsConfig.settingsOf(jar.id());
    try {
      if (types.isEmpty() && !configuration.keys(prefix).isEmpty()) {
        problems.add(prefix + ": plugin " + jar.id() + " has no settings");
      }
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
    for (Offer offer : offers) {
      if (types.containsKey(offer)) {
        bind(offer, prefix, types.get(offer), keys, configuration);
      }
    }
  }

  private void bind(
      Offer offer,
      String prefix,
      Class<? extends Record> type,
      Set<String> keys,
      Configuration configuration) {
    try {
      Record bound = configuration.bind(prefix, type, keys);
      settings.put(offer, bound);
      inOrder.add(bound);
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    }
  }

  private static List<SettingInfo> settingInfos(Collection<Record> records) {
    Map<String, SettingInfo> byKey = new LinkedHashMap<>();
    for (Record settings : records) {
      SettingInfo.of(settings).forEach(setting -> byKey.putIfAbsent(setting.key(), setting));
    }
    return List.copyOf(byKey.values());
  }
}
