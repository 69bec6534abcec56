package io.mozpool.host;

import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginManager;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginLoader;
import org.pf4j.PluginState;

/** PF4J as we use it: jars that stand alone, each with {@link PluginClasses} of its own. */
final class PluginLoading extends JarPluginManager implements AutoCloseable {

  PluginLoading(Path directory) {
    super(directory);
    setSystemVersion(ApiVersion.current());
  }

  /**
   * Loads a plugin.
   *
   * @return the loader of its classes
   * @throws RefusedException where its manifest or its plugin class is in the way
   */
  ClassLoader load(PluginJar jar) {
    jar.refusal()
        .ifPresent(
            reason -> {
              throw new RefusedException(reason);
            });
    checkVersion(jar.requires());
    loadPlugin(jar.file());
    if (startPlugin(jar.id()) != PluginState.STARTED) {
      throw new RefusedException(
          "its Plugin-Class does not start: " + getPlugin(jar.id()).getFailedException());
    }
    return getPluginClassLoader(jar.id());
  }

  /** The names of a plugin's extension classes, sorted, so that every start does the same. */
  synchronized SortedSet<String> extensionsOf(String pluginId) {
    return new TreeSet<>(getExtensionClassNames(pluginId));
  }

  /** Closes the jars. */
  @Override
  public void close() {
    unloadPlugins();
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
