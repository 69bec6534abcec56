package io.mozpool.host;

import io.mozpool.host.PluginInfo.State;
import io.mozpool.plugin.NamedFactory;
import io.mozpool.plugin.PluginContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One loaded plugin on its way to its drivers. What goes wrong makes it a failed one, for which
 * further steps do nothing. What is wrong with its settings is noted. Used by one thread at a time.
 */
final class PluginStart {

  private static final Logger log = LoggerFactory.getLogger(PluginStart.class);

  private final Bound<PluginJar> plugin;
  private final List<Offer> offers = new ArrayList<>();
  private final Map<NamedFactory<?, ?>, Record> settings = new LinkedHashMap<>();
  private final List<Contribution> contributions = new ArrayList<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private @Nullable String failure;

  PluginStart(PluginJar jar, ClassLoader loader) {
    this.plugin = new Bound<>(jar, jar.id(), loader);
  }

  String id() {
    return plugin.pluginId();
  }

  /** What it offers; nothing where it has failed. */
  List<Offer> offers() {
    return failure == null ? offers : List.of();
  }

  /** What it contributes, once that is created; nothing where it has failed. */
  List<Contribution> contributions() {
    return contributions;
  }

  /** What is wrong with its settings; where that is something, nothing can be created. */
  Set<String> problems() {
    return problems;
  }

  /** Makes its extensions and binds its settings. */
  void prepare(PluginLoading loading, Configuration configuration) {
    attempt(
        () -> {
          Set<String> extensions = loading.extensionsOf(id());
          for (String extension : extensions) {
            offers.addAll(Offer.of(make(extension)));
          }
          if (offers.isEmpty()) {
            throw new RefusedException(nothingContributed(extensions));
          }
          bindSettings(configuration);
          return null;
        });
  }

  /** Makes its drivers, as far as they extend wanted points. */
  void create(HostContext host, Predicate<Class<?>> wanted) {
    attempt(
        () -> {
          HostContext context = host.of(id());
          for (Offer offer : offers) {
            if (!wanted.test(offer.point())) {
              continue;
            }
            Object made =
                offer.extension() instanceof NamedFactory<?, ?> factory
                    ? create(factory, context)
                    : offer.extension();
            contributions.add(new Contribution(offer.point(), offer.name(), plugin.with(made)));
          }
          return null;
        });
    if (failure != null) {
      new Closing(contributions).close();
      contributions.clear();
      host.metrics().forget(id());
    }
  }

  PluginInfo info() {
    return plugin
        .driver()
        .info(
            failure == null ? State.STARTED : State.FAILED,
            failure,
            offers,
            settingInfos(settings.values()));
  }

  private void attempt(Callable<@Nullable Void> step) {
    if (failure != null) {
      return;
    }
    try {
      plugin.inContext(step);
    } catch (ConfigurationException e) {
      problems.addAll(e.problems());
    } catch (RefusedException e) {
      failure = e.getMessage();
      log.error("plugin {} failed: {}", id(), failure);
    } catch (Throwable e) { // whatever a plugin throws, the others go on
      failure = e.getClass().getSimpleName() + ": " + e.getMessage();
      log.error("plugin {} failed", id(), e);
    }
  }

  private Object make(String extension) throws ReflectiveOperationException {
    return plugin.loader().loadClass(extension).getConstructor().newInstance();
  }

  private String nothingContributed(Set<String> extensions) {
    String nothing =
        extensions.isEmpty()
            ? "it contributes nothing: its jar lists no extension in META-INF/extensions.idx"
            : "it contributes nothing: none of " + extensions + " extends a point of this host";
    return plugin.driver().bundlesTheApi()
        ? nothing + "; it bundles io.mozpool.plugin, which must come from the host alone"
        : nothing;
  }

  /**
   * The factories of a plugin share its settings, so a key is unknown where none of them has it.
   */
  private void bindSettings(Configuration configuration) {
    List<NamedFactory<?, ?>> factories = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    for (Offer offer : offers) {
      if (offer.extension() instanceof NamedFactory<?, ?> factory) {
        factories.add(factory);
        SettingKey.of(factory.configType()).forEach(key -> keys.add(key.name()));
      }
    }
    String prefix = PluginsConfig.settingsOf(id());
    if (factories.isEmpty() && !configuration.keys(prefix).isEmpty()) {
      throw new ConfigurationException(prefix + ": plugin " + id() + " has no settings");
    }
    for (NamedFactory<?, ?> factory : factories) {
      try {
        settings.put(factory, configuration.bind(prefix, factory.configType(), keys));
      } catch (ConfigurationException e) {
        problems.addAll(e.problems());
      }
    }
  }

  private <T, C extends Record> T create(NamedFactory<T, C> factory, PluginContext context)
      throws Exception {
    Record bound = Objects.requireNonNull(settings.get(factory));
    return factory.create(factory.configType().cast(bound), context);
  }

  private static List<SettingInfo> settingInfos(Collection<Record> records) {
    Map<String, SettingInfo> byKey = new LinkedHashMap<>();
    for (Record settings : records) {
      SettingInfo.of(settings).forEach(setting -> byKey.putIfAbsent(setting.key(), setting));
    }
    return List.copyOf(byKey.values());
  }
}
