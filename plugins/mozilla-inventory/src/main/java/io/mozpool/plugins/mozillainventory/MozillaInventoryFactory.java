package io.mozpool.plugins.mozillainventory;

import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import org.pf4j.Extension;

/** Makes the source {@code mozilla-inventory}. */
@Extension
public final class MozillaInventoryFactory
    implements InventorySourceFactory<MozillaInventorySettings> {

  @Override
  public String name() {
    return "mozilla-inventory";
  }

  @Override
  public Class<MozillaInventorySettings> configType() {
    return MozillaInventorySettings.class;
  }

  /** Without a URL it is in nobody's way: only who reads it is told what it lacks. */
  @Override
  public InventorySource create(MozillaInventorySettings settings, PluginContext context) {
    return settings
        .url()
        .<InventorySource>map(url -> new MozillaInventory(url, settings, context))
        .orElse(
            deadline -> {
              throw new DriverException(
                  Reason.REFUSED,
                  "mozpool.plugins.settings.mozilla-inventory.url: expected the inventory's URL,"
                      + " it is not set");
            });
  }
}
