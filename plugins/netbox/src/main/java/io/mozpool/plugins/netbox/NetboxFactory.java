package io.mozpool.plugins.netbox;

import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import org.pf4j.Extension;

/** Makes the source {@code netbox}. */
@Extension
public final class NetboxFactory implements InventorySourceFactory<NetboxSettings> {

  @Override
  public String name() {
    return "netbox";
  }

  @Override
  public Class<NetboxSettings> configType() {
    return NetboxSettings.class;
  }

  /** Without a URL it is in nobody's way: only who reads it is told what it lacks. */
  @Override
  public InventorySource create(NetboxSettings settings, PluginContext context) {
    return settings
        .url()
        .<InventorySource>map(url -> new NetboxInventory(url, settings, context))
        .orElse(
            deadline -> {
              throw new DriverException(
                  Reason.REFUSED,
                  "mozpool.plugins.settings.netbox.url: expected NetBox's URL, it is not set");
            });
  }
}
