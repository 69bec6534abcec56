package io.mozpool.server;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.mozpool.host.Bound;
import io.mozpool.host.Contribution;
import io.mozpool.host.Registry;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.agent.AgentDriver;
import io.mozpool.plugin.agent.AgentDriverFactory;
import io.mozpool.plugin.board.BoardType;
import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.image.ImagingStage;
import io.mozpool.plugin.inventory.InventoryNotes;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugin.inventory.InventorySourceFactory;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerDriverFactory;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Gives every server of this module's tests scripted drivers in place of those of plugins: {@code
 * scripted:device} for all facets, and {@code outlet:name}, which cannot cycle by itself; and the
 * inventories {@code scripted} and {@code second}.
 */
@Factory
public final class ScriptedRegistry {

  private static final String PLUGIN = "scripted";

  private record Board(String name, Map<String, String> addressTemplates) implements BoardType {}

  private record Installer(String name, List<ImagingStage> stages, String finishedEvent)
      implements ImageInstaller {

    @Override
    public List<String> check(Map<String, String> bootConfig) {
      return bootConfig.entrySet().stream()
          .filter(each -> each.getValue().isEmpty())
          .map(each -> each.getKey() + ": expected a value, not ''")
          .toList();
    }
  }

  @Singleton
  ScriptedHardware hardware() {
    return new ScriptedHardware();
  }

  @Singleton
  @Replaces(value = Registry.class, factory = PoolFactory.class)
  Registry registry(ScriptedHardware hardware) {
    return of(hardware);
  }

  /** The drivers, board types and installers of this module's tests. */
  public static Registry of(ScriptedHardware hardware) {
    PowerDriver cycling = address -> hardware.outlet(address, true);
    PowerDriver switching = address -> hardware.outlet(address, false);
    AgentDriver agents = (device, address) -> hardware.agent(address);
    ProbeDriver probes = (device, address) -> deadline -> hardware.probe(address, deadline);
    String own = PLUGIN + ":{name}";
    return Registry.of(
        List.of(
            contribution(PowerDriverFactory.class, PLUGIN, cycling),
            contribution(PowerDriverFactory.class, "outlet", switching),
            contribution(AgentDriverFactory.class, PLUGIN, agents),
            contribution(ProbeDriverFactory.class, PLUGIN, probes),
            inventory(hardware, PLUGIN),
            inventory(hardware, "second"),
            board("panda", Map.of("power", own, "agent", own, "probe", own)),
            board("bare", Map.of()),
            installer("android", "android_downloading", "android_extracting", "android_rebooting"),
            installer("b2g", "b2g_downloading", "b2g_extracting", "b2g_rebooting")),
        List.of());
  }

  private static Contribution board(String name, Map<String, String> templates) {
    return contribution(BoardType.class, name, new Board(name, templates));
  }

  private static Contribution inventory(ScriptedHardware hardware, String name) {
    InventorySource source =
        new InventorySource() {
          @Override
          public List<InventoryRecord> devices(Deadline deadline)
              throws DriverException, InterruptedException {
            return devices(deadline, InventoryNotes.NONE);
          }

          @Override
          public List<InventoryRecord> devices(Deadline deadline, InventoryNotes notes)
              throws DriverException, InterruptedException {
            hardware.takeNotes(name, notes);
            return hardware.inventory(name, deadline);
          }
        };
    return contribution(InventorySourceFactory.class, name, source);
  }

  private static Contribution installer(
      String name, String downloading, String extracting, String finished) {
    List<ImagingStage> stages =
        List.of(
            new ImagingStage(downloading, Duration.ofSeconds(180), 3, false),
            new ImagingStage(extracting, Duration.ofSeconds(300), 10, true));
    return contribution(ImageInstaller.class, name, new Installer(name, stages, finished));
  }

  private static Contribution contribution(Class<?> point, String name, Object made) {
    return new Contribution(
        point, name, new Bound<>(made, PLUGIN, ScriptedRegistry.class.getClassLoader()));
  }
}
