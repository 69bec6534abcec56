package io.mozpool.plugins.ping;

import io.mozpool.plugin.PluginContext;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import java.nio.file.Path;
import java.util.Optional;
import org.pf4j.Extension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the driver of {@code ping:host}: by fping where that is installed, else by Java. */
@Extension
public final class PingDriverFactory implements ProbeDriverFactory<PingSettings> {

  private static final Logger LOG = LoggerFactory.getLogger(PingDriverFactory.class);

  @Override
  public String name() {
    return "ping";
  }

  @Override
  public Class<PingSettings> configType() {
    return PingSettings.class;
  }

  @Override
  public ProbeDriver create(PingSettings settings, PluginContext context) {
    SearchPath path = SearchPath.ofTheProcess();
    if (settings.command().isPresent()) {
      return by(configured(settings.command().get(), path));
    }
    Optional<Path> fping = path.find("fping");
    if (fping.isPresent()) {
      return by(fping.get());
    }
    LOG.warn("no fping on the PATH: whether a device is off the network cannot be told without it");
    return (device, address) -> new JavaProbe(PingTarget.of(address));
  }

  private static ProbeDriver by(Path fping) {
    return (device, address) -> new FpingProbe(fping, PingTarget.of(address));
  }

  private static Path configured(String command, SearchPath path) {
    return path.find(command)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "command: expected a program that can be executed, not '" + command + "'"));
  }
}
