package io.mozpool.plugins.proxr;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerDriverFactory;
import org.pf4j.Extension;

/** Makes the driver of {@code proxr://host[:port]/bankB/relayR}. */
@Extension
public final class ProxrFactory implements PowerDriverFactory<ProxrSettings> {

  @Override
  public String name() {
    return "proxr";
  }

  @Override
  public Class<ProxrSettings> configType() {
    return ProxrSettings.class;
  }

  @Override
  public PowerDriver create(ProxrSettings settings, PluginContext context) {
    return new ProxrDriver(settings);
  }
}
