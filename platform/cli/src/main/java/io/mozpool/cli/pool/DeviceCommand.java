package io.mozpool.cli.pool;

import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.cli.remote.Table;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.Route;
import io.mozpool.host.Printable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code mozpool device}: what there is, how it stands, and what is done to it by hand. */
@Command(name = "device", description = "Shows devices, and does things to them by hand.")
public final class DeviceCommand {

  private static final JsonObject NOTHING = JsonObject.of(Map.of());

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Command(description = "Lists the devices of the pool.")
  int list(
      @Option(names = "--state", paramLabel = "STATE", description = "Only those in this state.")
          @Nullable String state,
      @Option(
              names = "--environment",
              paramLabel = "NAME",
              description = "Only those of this environment.")
          @Nullable String environment)
      throws IOException {
    JsonObject all = remote.client().at("device", "list").with("details").get();
    List<JsonObject> devices = all.list("devices");
    if (state != null) {
      Known.state(remote, state, texts(devices, "state"));
    }
    if (environment != null) {
      Known.environment(remote, environment, texts(devices, "environment"));
    }
    List<JsonObject> wanted =
        devices.stream()
            .filter(device -> state == null || state.equals(device.get("state")))
            .filter(device -> environment == null || environment.equals(device.get("environment")))
            .toList();
    return remote.print(
        all.with("devices", wanted),
        answer ->
            Table.of(wanted, "name", "state", "image", "environment", "request_id", "comments"));
  }

  @Command(description = "Shows all about a device.")
  int show(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return remote.print(device(name).get(), Table::details);
  }

  @Command(description = "Tells the machine of a device of an event.")
  int event(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "EVENT") String event,
      @Option(names = "--data", paramLabel = "JSON", description = "What comes with the event.")
          @Nullable String data,
      @Mixin Hold hold)
      throws IOException {
    JsonObject body = data == null ? NOTHING : remote.parse("--data", data);
    JsonObject answer = hold.post(remote, name, device(name, "event", event), body);
    remote.print(
        answer,
        said ->
            said.isTrue("accepted")
                ? "accepted\n"
                : "not accepted: "
                    + Printable.line(said.optionalText("reason").orElse("no reason given"))
                    + "\n");
    if (answer.isTrue("accepted")) {
      return ExitCode.OK;
    }
    Known.event(remote, event);
    return ExitCode.SOFTWARE;
  }

  @Command(
      name = "force-state",
      description = "Puts a device into another state, if it is in the one that it is thought to.")
  int forceState(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "FROM") String from,
      @Parameters(paramLabel = "TO") String to,
      @Mixin Hold hold)
      throws IOException {
    return act(hold, name, NOTHING, "state-change", from, "to", to);
  }

  @Command(description = "Sets the comment on a device.")
  int comment(
      @Parameters(paramLabel = "NAME") String name,
      @Parameters(paramLabel = "TEXT", arity = "0..1") @Nullable String text,
      @Option(names = "--clear", description = "Take the comment away.") boolean clear)
      throws IOException {
    if (clear == (text != null)) {
      throw remote.misuse("expected a comment, or --clear");
    }
    Map<String, @Nullable Object> comments = new HashMap<>();
    comments.put("comments", text);
    return remote.print(device(name, "set-comments").post(JsonObject.of(comments)));
  }

  @Command(description = "Shows the log of a device.")
  int log(@Parameters(paramLabel = "NAME") String name, @Mixin LogOptions lines)
      throws IOException {
    return remote.print(lines.read(device(name, "log")), LogOptions::plain);
  }

  @Command(
      name = "power-cycle",
      description = "Has a device's power cycled; the answer does not wait for it.")
  int powerCycle(
      @Parameters(paramLabel = "NAME") String name,
      @Option(
              names = "--pxe-config",
              paramLabel = "NAME",
              description = "What it boots from the network; without, it boots its own system.")
          @Nullable String pxeConfig,
      @Option(
              names = "--boot-config",
              paramLabel = "JSON",
              description = "What the live image is told.")
          @Nullable String bootConfig,
      @Mixin Hold hold)
      throws IOException {
    JsonObject body = NOTHING;
    if (pxeConfig != null) {
      body = body.with("pxe_config", pxeConfig);
    }
    if (bootConfig != null) {
      body = body.with("boot_config", remote.parse("--boot-config", bootConfig));
    }
    return act(hold, name, body, "power-cycle");
  }

  @Command(name = "power-off", description = "Takes a device's power.")
  int powerOff(@Parameters(paramLabel = "NAME") String name, @Mixin Hold hold) throws IOException {
    return act(hold, name, NOTHING, "power-off");
  }

  @Command(description = "Asks whether a device is on the network.")
  int ping(@Parameters(paramLabel = "NAME") String name) throws IOException {
    JsonObject answer = device(name, "ping").get();
    boolean answers = answer.isTrue("success");
    remote.print(answer, said -> name + (answers ? " answers\n" : notAnswering(said)));
    return answers ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** A device that could not be asked is not said to be silent. */
  private static String notAnswering(JsonObject answer) {
    return answer.optionalText("reason").map(reason -> ": " + reason).orElse(" does not answer")
        + "\n";
  }

  @Command(name = "clear-pxe", description = "Has a device boot its own system from now on.")
  int clearPxe(@Parameters(paramLabel = "NAME") String name, @Mixin Hold hold) throws IOException {
    return act(hold, name, NOTHING, "clear-pxe");
  }

  private static Set<String> texts(List<JsonObject> devices, String key) {
    return devices.stream()
        .flatMap(device -> device.optionalText(key).stream())
        .collect(Collectors.toSet());
  }

  private int act(Hold hold, String name, JsonObject body, String... what) throws IOException {
    return remote.print(hold.post(remote, name, device(name, what), body));
  }

  private Route device(String name, String... what) {
    MozpoolClient client = remote.client();
    String[] segments = new String[what.length + 2];
    segments[0] = "device";
    segments[1] = name;
    System.arraycopy(what, 0, segments, 2, what.length);
    return client.at(segments);
  }
}
