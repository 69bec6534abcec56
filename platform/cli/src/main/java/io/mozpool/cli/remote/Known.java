package io.mozpool.cli.remote;

import io.mozpool.client.JsonObject;
import io.mozpool.client.NewRequest;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.ParameterException;

/** Checks names that a user gives against those that the pool has. */
public final class Known {

  private Known() {}

  /** Refuses a state that no device is in and that the server does not know. */
  public static void state(Remote remote, String state, Collection<String> present)
      throws IOException {
    if (!present.contains(state)) {
      JsonObject settings = settings(remote);
      Collection<String> states = new TreeSet<>(settings.object("device_states").keys());
      require(remote, "--state: there is no state", state, states);
    }
  }

  /** Refuses a hardware type that no device has. */
  public static void type(Remote remote, String type, Collection<String> present) {
    require(remote, "--type: there is no hardware type", type, present);
  }

  /** Refuses an environment that no device is in. */
  public static void environment(Remote remote, String environment, Collection<String> present) {
    require(remote, "--environment: there is no environment", environment, present);
  }

  /** Refuses an environment that no device is in, but for {@code any}. */
  public static void environment(Remote remote, String environment) throws IOException {
    if (!environment.equals(NewRequest.ANY)) {
      JsonObject answer = remote.client().at("environment", "list").get();
      environment(remote, environment, answer.texts("environments"));
    }
  }

  /** Refuses keys of a boot config that the image does not have. */
  public static void keys(Remote remote, String image, Collection<String> keys) throws IOException {
    if (!keys.isEmpty()) {
      List<String> own =
          remote.client().at("admin", "images", image).get().texts("boot_config_keys");
      for (String key : keys) {
        require(remote, "--set: image '%s' has no key".formatted(image), key, own);
      }
    }
  }

  private static JsonObject settings(Remote remote) throws IOException {
    return remote.client().at("ui-settings").get();
  }

  /**
   * @throws ParameterException naming what there is
   */
  private static void require(
      Remote remote, String problem, String value, Collection<String> known) {
    if (!known.contains(value)) {
      String there =
          known.isEmpty() ? "there is none" : "expected " + String.join(", ", new TreeSet<>(known));
      throw remote.misuse("%s '%s'; %s".formatted(problem, value, there));
    }
  }
}
