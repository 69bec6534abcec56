package io.mozpool.cli.devices;

import io.mozpool.cli.remote.Known;
import io.mozpool.cli.remote.Remote;
import io.mozpool.client.JsonObject;
import io.mozpool.server.device.DeviceClass;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Chooses devices of a list. */
public final class DeviceFilter {

  private static final List<String> CLASSES =
      Arrays.stream(DeviceClass.values()).map(DeviceClass::word).toList();

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Only these; * and ? are wildcards, in quotes: 'panda-00*'.")
  private List<String> names = List.of();

  @Option(
      names = "--class",
      paramLabel = "CLASS",
      description = "Only those in this class: in_use, idle, processing, failed or locked_out.")
  private @Nullable String deviceClass;

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Only those of this hardware type: a type, or type and model in one.")
  private @Nullable String type;

  @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
  private @Nullable String state;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      description = "Only those of this environment.")
  private @Nullable String environment;

  /** Refuses what can fit no device. */
  public void check(Remote remote) {
    if (deviceClass != null && !CLASSES.contains(deviceClass)) {
      throw remote.misuse("--class: expected one of %s, not '%s'".formatted(CLASSES, deviceClass));
    }
  }

  /**
   * Those of a list of devices with details that fit.
   *
   * @throws IOException where a name fits none of the list
   */
  public List<JsonObject> of(Remote remote, List<JsonObject> all) throws IOException {
    if (state != null) {
      Known.state(remote, state, texts(all, "state"));
    }
    if (type != null && all.stream().noneMatch(device -> isOfType(device, type))) {
      Known.type(remote, type, types(all));
    }
    if (environment != null) {
      Known.environment(remote, environment, texts(all, "environment"));
    }
    List<NamePattern> patterns = names.stream().map(NamePattern::new).toList();
    for (NamePattern pattern : patterns) {
      DeviceNames.requireSome(
          pattern.text(), all.stream().filter(each -> isNamed(each, List.of(pattern))).toList());
    }
    List<JsonObject> chosen = new ArrayList<>();
    for (JsonObject device : all) {
      if ((patterns.isEmpty() || isNamed(device, patterns)) && fits(device)) {
        chosen.add(device);
      }
    }
    return chosen;
  }

  private static Set<String> texts(List<JsonObject> devices, String key) {
    return devices.stream()
        .flatMap(device -> device.optionalText(key).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> types(List<JsonObject> devices) {
    return devices.stream()
        .flatMap(
            device ->
                device.get("hardware_type") instanceof JsonObject of
                    ? of.optionalText("type").stream()
                    : Stream.empty())
        .collect(Collectors.toSet());
  }

  private static boolean isNamed(JsonObject device, List<NamePattern> patterns) {
    String name = device.optionalText("name").orElse("");
    return patterns.stream().anyMatch(pattern -> pattern.matches(name));
  }

  private boolean fits(JsonObject device) {
    return isOrAny(deviceClass, device.get("device_class"))
        && isOrAny(state, device.get("state"))
        && isOrAny(environment, device.get("environment"))
        && (type == null || isOfType(device, type));
  }

  private static boolean isOrAny(@Nullable String wanted, @Nullable Object value) {
    return wanted == null || wanted.equals(value);
  }

  private static boolean isOfType(JsonObject device, String wanted) {
    if (!(device.get("hardware_type") instanceof JsonObject of)) {
      return false;
    }
    Optional<String> type = of.optionalText("type");
    Optional<String> model = of.optionalText("model");
    return type.filter(wanted::equals).isPresent()
        || type.isPresent() && model.isPresent() && wanted.equals(type.get() + " " + model.get());
  }
}
