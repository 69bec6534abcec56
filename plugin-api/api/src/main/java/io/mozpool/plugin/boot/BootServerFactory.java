package io.mozpool.plugin.boot;

import io.mozpool.plugin.NamedFactory;

/**
 * Extension point: makes a server that devices boot from. It serves what {@link
 * io.mozpool.plugin.PluginContext#bootFiles()} answers, and nothing else.
 *
 * @param <C> the settings
 * @since 1.0
 */
public interface BootServerFactory<C extends Record> extends NamedFactory<BootServer, C> {}
