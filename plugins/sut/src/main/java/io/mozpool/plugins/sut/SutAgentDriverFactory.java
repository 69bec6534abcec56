package io.mozpool.plugins.sut;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.agent.AgentDriver;
import io.mozpool.plugin.agent.AgentDriverFactory;
import org.pf4j.Extension;

/** Makes the driver of {@code sut://host[:port]}. */
@Extension
public final class SutAgentDriverFactory implements AgentDriverFactory<SutSettings> {

  @Override
  public String name() {
    return "sut";
  }

  @Override
  public Class<SutSettings> configType() {
    return SutSettings.class;
  }

  @Override
  public AgentDriver create(SutSettings settings, PluginContext context) {
    return (device, address) -> new SutAgent(SutAddress.of(address), settings);
  }
}
