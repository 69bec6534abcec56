package io.mozpool.plugins.fake;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import java.io.Closeable;
import java.io.IOException;
import org.pf4j.Extension;

/** Starts the rack, unless the settings say that it runs elsewhere, and tells its boards. */
@Extension
public final class FakeInventoryFactory implements InventorySourceFactory<FakeSettings> {

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Class<FakeSettings> configType() {
    return FakeSettings.class;
  }

  @Override
  public InventorySource create(FakeSettings settings, PluginContext context) throws IOException {
    RackPlan plan = new RackPlan(settings);
    Closeable rack =
        settings.start() ? Rack.start(plan, settings, context.dataDirectory()) : () -> {};
    return new RackInventory(plan.records(), rack);
  }
}
