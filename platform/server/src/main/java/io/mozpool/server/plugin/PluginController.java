package io.mozpool.server.plugin;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.host.PluginHost;
import io.mozpool.host.PluginInfo;
import io.mozpool.server.hardware.Target;
import io.mozpool.server.hardware.Targets;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The plugins: what is there, what failed and why, and what serves whom. */
@Controller("/api/admin/plugins")
@Tag(name = "Administration")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PluginController {

  private final PluginHost host;
  private final Targets targets;

  PluginController(PluginHost host, Targets targets) {
    this.host = host;
    this.targets = targets;
  }

  /**
   * Lists the plugins.
   *
   * @return each with its state, what failed and why, what it extends, its settings and how many
   *     devices it serves
   */
  @Get("/")
  Map<String, List<PluginItem>> plugins() {
    List<Target> all = targets.all();
    return Map.of(
        "plugins",
        host.plugins().stream()
            .map(plugin -> PluginItem.of(plugin, each -> served(each, all)))
            .toList());
  }

  private static long served(PluginInfo plugin, List<Target> targets) {
    Set<String> schemes =
        plugin.contributions().stream()
            .filter(extension -> extension.point().endsWith("DriverFactory"))
            .map(PluginInfo.Extension::name)
            .collect(Collectors.toSet());
    return targets.stream()
        .filter(
            target ->
                target.addresses().values().stream()
                    .anyMatch(address -> schemes.contains(address.split(":", 2)[0])))
        .count();
  }
}
