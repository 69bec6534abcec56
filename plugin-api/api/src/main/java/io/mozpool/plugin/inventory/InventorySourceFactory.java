package io.mozpool.plugin.inventory;

import io.mozpool.plugin.NamedFactory;

/**
 * Extension point: makes a source of devices.
 *
 * @param <C> the settings
 * @since 1.0
 */
public interface InventorySourceFactory<C extends Record>
    extends NamedFactory<InventorySource, C> {}
