package io.mozpool.host;

import java.util.List;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginManager;

/**
 * The class loader of one plugin: the plugin's own jar first, then the JDK. The host is asked only
 * for the packages that both sides must see as one; a plugin sees no other library of the host.
 */
final class PluginClasses extends PluginClassLoader {

  private static final ClassLoader HOST = PluginClasses.class.getClassLoader();

  private static final List<String> SHARED =
      List.of("org.pf4j.", "org.slf4j.", "io.mozpool.plugin.", "org.jspecify.");

  PluginClasses(PluginManager manager, PluginDescriptor plugin) {
    super(manager, plugin, ClassLoader.getPlatformClassLoader());
  }

  @Override
  public Class<?> loadClass(String name) throws ClassNotFoundException {
    return SHARED.stream().anyMatch(name::startsWith)
        ? HOST.loadClass(name)
        : super.loadClass(name);
  }
}
