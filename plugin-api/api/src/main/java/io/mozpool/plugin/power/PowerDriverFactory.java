package io.mozpool.plugin.power;

import io.mozpool.plugin.NamedFactory;

/**
 * Extension point: makes the driver of one kind of power controller.
 *
 * @param <C> the settings
 * @since 1.0
 */
public interface PowerDriverFactory<C extends Record> extends NamedFactory<PowerDriver, C> {}
