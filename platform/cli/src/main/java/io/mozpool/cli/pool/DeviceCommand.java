package io.mozpool.cli.pool;

import io.mozpool.cli.devices.Batch;
import io.mozpool.cli.devices.DeviceFilter;
import io.mozpool.cli.devices.DeviceTable;
import io.mozpool.cli.devices.Struggling;
import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.cli.remote.Table;
import io.mozpool.client.ConflictException;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.Route;
import io.mozpool.host.Printable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private static final String WILDCARDS =
      "A device; * and ? are wildcards, in quotes: 'panda-00*'.";
  private static final String LOCKED_OUT = "locked_out";
  private static final int TRIES = 5;

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Command(
      description = "Lists devices: since when each is in its state, who holds it, and its tries.")
  int list(
      @Mixin DeviceFilter filter,
      @Option(
              names = "--struggling",
              description =
                  "Only those that fail again and again, with their last errors and what they"
                      + " share.")
          boolean struggling)
      throws IOException {
    filter.check(remote);
    JsonObject all = remote.client().at("device", "list").with("details").get();
    List<JsonObject> chosen = filter.of(remote, all.list("devices"));
    if (struggling) {
      JsonObject report = remote.client().at("report", "struggling").get();
      List<JsonObject> failing = Struggling.of(report.list("devices"), chosen);
      return remote.print(
          report.with("devices", failing),
          answer -> Struggling.table(failing, report.list("shared")));
    }
    return remote.print(all.with("devices", chosen), answer -> DeviceTable.of(chosen));
  }

  @Command(description = "Shows all about a device.")
  int show(@Parameters(paramLabel = "NAME") String name) throws IOException {
    return remote.print(device(name).get(), Table::details);
  }

  @Command(
      description = "Takes devices out of the pool as they are: nothing is done to them any more.")
  int lock(
      @Parameters(paramLabel = "NAME", arity = "1..*", description = WILDCARDS) List<String> names,
      @Mixin Batch batch,
      @Mixin Hold hold)
      throws IOException {
    return batch.run(remote, "lock out", names, name -> lock(name, hold));
  }

  /** A device that goes on to another state meanwhile is locked out there. */
  private String lock(String name, Hold hold) throws IOException {
    for (int i = 1; ; i++) {
      String state = state(name);
      if (state.equals(LOCKED_OUT)) {
        return "is locked out already";
      }
      try {
        return force(name, state, LOCKED_OUT, hold);
      } catch (ConflictException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  @Command(description = "Takes devices that are locked out back into the pool, by a self-test.")
  int unlock(
      @Parameters(paramLabel = "NAME", arity = "1..*", description = WILDCARDS) List<String> names,
      @Mixin Batch batch,
      @Mixin Hold hold)
      throws IOException {
    return batch.run(remote, "take back", names, name -> unlock(name, hold));
  }

  private String unlock(String name, Hold hold) throws IOException {
    String state = state(name);
    return state.equals(LOCKED_OUT)
        ? force(name, state, "start_self_test", hold)
        : "is not locked out, but " + state;
  }

  private String force(String name, String from, String to, Hold hold) throws IOException {
    hold.postUnasked(remote, name, device(name, "state-change", from, "to", to), NOTHING);
    return from + " -> " + to;
  }

  @Command(description = "Says which environment devices are for; requests may ask for one.")
  int environment(
      @Parameters(
              paramLabel = "NAME... ENVIRONMENT",
              arity = "2..*",
              hideParamSyntax = true,
              description = WILDCARDS)
          List<String> words,
      @Mixin Batch batch)
      throws IOException {
    String environment = words.get(words.size() - 1);
    if (words.size() > 2 && isDevice(environment)) {
      throw remote.misuse(
          "expected an environment as the last word: '%s' is a device".formatted(environment));
    }
    JsonObject body = JsonObject.of(Map.of("environment", environment));
    return batch.run(
        remote,
        "give environment " + environment + " to",
        words.subList(0, words.size() - 1),
        name -> {
          device(name, "set-environment").post(body);
          return "is for " + environment;
        });
  }

  @Command(description = "Tells the machines of devices of an event.")
  int event(
      @Parameters(
              paramLabel = "NAME... EVENT",
              arity = "2..*",
              hideParamSyntax = true,
              description = WILDCARDS)
          List<String> words,
      @Option(names = "--data", paramLabel = "JSON", description = "What comes with the event.")
          @Nullable String data,
      @Mixin Batch batch,
      @Mixin Hold hold)
      throws IOException {
    String event = words.get(words.size() - 1);
    List<String> names = words.subList(0, words.size() - 1);
    JsonObject body = data == null ? NOTHING : remote.parse("--data", data);
    if (Batch.isOne(names)) {
      return event(names.get(0), event, body, hold);
    }
    return batch.run(
        remote,
        "tell " + event + " to",
        names,
        name -> {
          hold.postUnasked(remote, name, device(name, "event", event), body);
          return "accepted";
        });
  }

  private int event(String name, String event, JsonObject body, Hold hold) throws IOException {
    JsonObject answer = hold.post(remote, name, device(name, "event", event), body);
    remote.print(
        answer,
        said ->
            said.isTrue("accepted")
                ? "accepted\n"
                : "not accepted: "
                    + Printable.line(said.optionalText("reason").orElse("no reason given"))
                    + "\n");
    return answer.isTrue("accepted") ? ExitCode.OK : ExitCode.SOFTWARE;
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
      throws IOException, InterruptedException {
    return lines.print(remote, "device", name);
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

  private int act(Hold hold, String name, JsonObject body, String... what) throws IOException {
    return remote.print(hold.post(remote, name, device(name, what), body));
  }

  private boolean isDevice(String name) throws IOException {
    return remote.client().at("device", "list").get().texts("devices").contains(name);
  }

  private String state(String name) throws IOException {
    return device(name, "state").get().text("state");
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
