package io.mozpool.plugins.fake;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import org.pf4j.Extension;

/** Asks boards of a rack whether they answer: {@code fake://host[:port]}. */
@Extension
public final class FakeProbeFactory implements ProbeDriverFactory<FakeSettings> {

  static final String NAME = "fake";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<FakeSettings> configType() {
    return FakeSettings.class;
  }

  @Override
  public ProbeDriver create(FakeSettings settings, PluginContext context) {
    return (device, address) -> FakeProbe.of(address, settings.probePort());
  }
}
