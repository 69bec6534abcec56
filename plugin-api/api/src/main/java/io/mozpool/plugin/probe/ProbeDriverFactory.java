package io.mozpool.plugin.probe;

import io.mozpool.plugin.NamedFactory;

/**
 * Extension point: makes the driver of one way to ask whether a device is on the network.
 *
 * @param <C> the settings
 * @since 1.0
 */
public interface ProbeDriverFactory<C extends Record> extends NamedFactory<ProbeDriver, C> {}
