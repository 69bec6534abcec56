package io.mozpool.server.pages;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.mozpool.host.Registry;
import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.device.DeviceClass;
import io.mozpool.server.device.Devices;
import io.mozpool.server.request.Requests;
import io.mozpool.server.web.Version;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells pages and commands about the server that serves them. */
@Controller("/api/ui-settings")
@Tag(name = "Reports")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UiSettingsController {

  /**
   * What they need.
   *
   * @param inventoryLink with {@code {name}}, {@code {id}} or {@code {fqdn}} in it; null for none
   * @param deviceStates the class of each state while no request holds the device
   * @param unknownStateClass the class of all other states
   * @param acceptedEvents what people can ask of a device in each state
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record UiSettings(
      String version,
      String server,
      @Nullable String inventoryLink,
      Map<String, String> deviceStates,
      String unknownStateClass,
      Map<String, List<String>> acceptedEvents,
      Collection<String> requestStates,
      List<String> boardTypes,
      List<String> installers) {}

  private final PageSettings settings;
  private final ImagingServer self;
  private final Devices devices;
  private final Requests requests;
  private final Registry registry;

  UiSettingsController(
      PageSettings settings,
      ImagingServer self,
      Devices devices,
      Requests requests,
      Registry registry) {
    this.settings = settings;
    this.self = self;
    this.devices = devices;
    this.requests = requests;
    this.registry = registry;
  }

  /**
   * Tells pages and commands about the server.
   *
   * @return its version and name, the states there are, what is installed
   */
  @Get("/")
  UiSettings uiSettings() {
    Set<String> states = devices.lifecycle().states();
    Map<String, String> classes = new LinkedHashMap<>();
    states.forEach(state -> classes.put(state, DeviceClass.of(state, false, states).word()));
    return new UiSettings(
        Version.TEXT,
        self.fqdn(),
        settings.inventoryLink().orElse(null),
        classes,
        DeviceClass.of("", false, states).word(),
        acceptedEvents(),
        requests.lifecycle().states(),
        registry.boardTypes().keySet().stream().sorted().toList(),
        registry.installers().stream().map(ImageInstaller::name).sorted().toList());
  }

  private Map<String, List<String>> acceptedEvents() {
    Map<String, List<String>> events = new LinkedHashMap<>();
    devices
        .lifecycle()
        .rows()
        .forEach(
            row ->
                events.put(
                    row.state().wireName(),
                    row.events().keySet().stream()
                        .filter(event -> event.startsWith("please_"))
                        .toList()));
    return events;
  }
}
