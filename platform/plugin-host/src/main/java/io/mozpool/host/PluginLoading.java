package io.mozpool.host;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;
import org.pf4j.PluginState;

/**
 * PF4J as we use it: one jar, which stands alone, with {@link PluginClasses} of its own. What one
 * plugin does to its manager does not concern the others. Used by one thread at a time.
 */
final class PluginLoading extends JarPluginManager implements AutoCloseable {

  private final PluginJar jar;

  PluginLoading(PluginJar jar) {
    super(jar.file().toAbsolutePath().getParent());
    this.jar = jar;
    setSystemVersion(ApiVersion.current());
  }

  String pluginId() {
    return jar.id();
  }

  /**
   * Loads the plugin.
   *
   * @return the loader of its classes
   * @throws RefusedException where its manifest or its plugin class is in the way
   */
  ClassLoader load() {
    jar.refusal()
        .ifPresent(
            reason -> {
              throw new RefusedException(reason);
            });
    checkVersion(jar.requires());
    loadPlugin(jar.file());
    if (startPlugin(jar.id()) != PluginState.STARTED) {
      throw new RefusedException("its Plugin-Class does not start: " + failure());
    }
    return getPluginClassLoader(jar.id());
  }

  /** The names of the extension classes, sorted, so that every start does the same. */
  SortedSet<String> extensions() {
    return new TreeSet<>(getExtensionClassNames(jar.id()));
  }

  /** Stops the plugin and closes its jar. */
  @Override
  public void close() throws IOException {
    ClassLoader loader = getPluginClassLoaders().get(jar.id());
    try {
      unloadPlugins();
    } finally {
      if (loader instanceof Closeable open) {
        open.close();
      }
    }
  }

  private String failure() {
    Throwable failure = getPlugin(jar.id()).getFailedException();
    return failure == null ? "no reason given" : ThrownByPlugin.harmless(failure).toString();
  }

  @Override
  protected PluginLoader createPluginLoader() {
    return new JarPluginLoader(this) {
      @Override
      protected PluginClassLoader createPluginClassLoader(Path jar, PluginDescriptor plugin) {
        return new PluginClasses(pluginManager, plugin);
      }
    };
  }

  private void checkVersion(String required) {
    String version = getSystemVersion();
    boolean fits;
    try {
      fits = required.isEmpty() || versionManager.checkVersionConstraint(version, required);
    } catch (RuntimeException e) {
      throw new RefusedException(
          "Plugin-Requires '" + required + "': expected versions, such as '>=1.0.0 & <2.0.0'");
    }
    if (!fits) {
      throw new RefusedException(
          "it requires version '" + required + "' of the plugin API, and this is " + version);
    }
  }
}
