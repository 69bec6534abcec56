package io.mozpool.plugins.example;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.Setting;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerDriverFactory;
import org.pf4j.Extension;

/** Makes the driver of {@code tasmota://host[:port]/N}, outlet N of a Tasmota plug. */
@Extension
public final class TasmotaFactory implements PowerDriverFactory<TasmotaFactory.Settings> {

  /**
   * What the operator can set under {@code mozpool.plugins.settings.example}.
   *
   * @param port the TCP port of plugs whose address names none
   */
  public record Settings(
      @Setting(value = "TCP port of plugs whose address names none", defaultValue = "80")
          int port) {}

  @Override
  public String name() {
    return "tasmota";
  }

  @Override
  public Class<Settings> configType() {
    return Settings.class;
  }

  @Override
  public PowerDriver create(Settings settings, PluginContext context) {
    return address -> TasmotaPlug.at(address, settings.port());
  }
}
