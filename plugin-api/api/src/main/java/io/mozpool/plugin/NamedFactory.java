package io.mozpool.plugin;

import org.pf4j.ExtensionPoint;

/**
 * An extension: makes the one {@code T} that goes by its name.
 *
 * <p>An implementation has a public constructor without arguments, no state, and the annotation
 * {@code org.pf4j.Extension}. The host makes one object of it and calls each method once per start,
 * on the thread that starts the plugins, with the plugin's class loader as the thread's context
 * class loader.
 *
 * @param <T> what is made; closed when the host shuts down where it is {@link AutoCloseable}
 * @param <C> the settings: a record, whose components are the keys under {@code
 *     mozpool.plugins.settings.<plugin id>} (in kebab case: {@code serverAddress} is {@code
 *     server-address}), described by {@link Setting}
 * @since 1.0
 */
public interface NamedFactory<T, C extends Record> extends ExtensionPoint {

  /**
   * The name: of a driver's factory the scheme of the addresses that it serves. Unique among the
   * factories of one extension point; two plugins with one name stop the start.
   */
  String name();

  /** The record that the settings are bound to. */
  Class<C> configType();

  /**
   * Makes the {@code T}. May bind ports and read files, must not wait for other machines.
   *
   * @throws Exception where it cannot: the plugin is shown as failed with this cause, and the rest
   *     of the pool goes on
   */
  T create(C config, PluginContext context) throws Exception;
}
