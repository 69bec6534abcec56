package io.mozpool.cli.devices;

import io.mozpool.cli.remote.Remote;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolException;
import io.mozpool.client.UnreachableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Does something to devices one after the other, and says what came of each. */
public final class Batch {

  /** More of them are not touched until the user has seen them and said yes. */
  private static final int MANY = 10;

  /** Something that is done to a device. */
  @FunctionalInterface
  public interface Act {

    /**
     * Does it.
     *
     * @return what was done, for people
     * @throws IOException where it was not done
     */
    String on(String device) throws IOException;
  }

  @Option(
      names = "--yes",
      description =
          "Do not ask about more than ten devices; scripts need it. It answers no other question.")
  private boolean yes;

  /** Whether the user named one device, without wildcards. */
  public static boolean isOne(List<String> names) {
    return names.size() == 1 && DeviceNames.isPlain(names.get(0));
  }

  /**
   * Does it to all.
   *
   * @param what is done, as in {@code lock out}
   * @param names which may have wildcards
   * @return the exit code
   */
  public int run(Remote remote, String what, List<String> names, Act act) throws IOException {
    List<String> devices = DeviceNames.of(remote.client(), names);
    if (devices.size() > 1) {
      remote.warn("%s %d devices: %s".formatted(what, devices.size(), String.join(", ", devices)));
    }
    if (devices.size() > MANY && !yes && !isWanted(remote, devices.size())) {
      remote.warn("nothing was done");
      return ExitCode.SOFTWARE;
    }
    return run(remote, devices, act);
  }

  private static boolean isWanted(Remote remote, int count) {
    Optional<Boolean> answer = remote.answer("Go on with all %d?".formatted(count));
    return answer.orElseThrow(
        () ->
            remote.misuse("%d devices and no terminal to ask at: expected --yes".formatted(count)));
  }

  private static int run(Remote remote, List<String> devices, Act act) throws IOException {
    List<JsonObject> results = new ArrayList<>();
    boolean failed = false;
    for (String device : devices) {
      try {
        String done = act.on(device);
        remote.progress(device + ": " + done);
        results.add(result(device, true, done));
      } catch (UnreachableException e) {
        int rest = devices.size() - devices.indexOf(device) - 1;
        throw new IOException(
            device
                + ": "
                + e.getMessage()
                + (rest > 0 ? "; %d more were left out".formatted(rest) : ""),
            e);
      } catch (IOException e) {
        failed = true;
        remote.warn(device + ": " + reason(e));
        results.add(result(device, false, reason(e)));
      }
    }
    remote.print(JsonObject.of(Map.of("devices", results)));
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private static JsonObject result(String device, boolean done, String text) {
    return JsonObject.of(Map.of("name", device)).with("done", done).with("text", text);
  }

  private static String reason(IOException failure) {
    return failure instanceof MozpoolException refusal
        ? refusal.detail()
        : String.valueOf(failure.getMessage());
  }
}
