package io.mozpool.dist.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares an answer with the reference's, as the contract says: further keys are welcome; times
 * only by their form; logs only by theirs; and not the states of machines that move on their own.
 */
final class Likeness {

  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}";
  private static final Set<String> INSTALLED = Set.of("image", "boot_config");
  private static final Set<String> RESTING =
      Set.of("off", "locked_out", "troubleshooting", "closed");

  private final Map<Integer, Integer> requests;
  private final List<String> differences = new ArrayList<>();

  /**
   * @param requests our numbers by the reference's
   */
  Likeness(Map<Integer, Integer> requests) {
    this.requests = requests;
  }

  /** What is different, in words. */
  List<String> differences(JsonNode reference, JsonNode ours) {
    compare("", reference, ours);
    return differences;
  }

  private void compare(String where, JsonNode reference, JsonNode ours) {
    String key = where.substring(where.lastIndexOf('.') + 1);
    switch (key) {
      case "version", "message" -> check(where, ours.isTextual(), reference, ours);
      case "expires", "timestamp" -> check(where, ours.asText().matches(TIME), reference, ours);
      case "log" -> compareLog(where, ours);
      case "state", "device_state" -> {
        boolean alike = staysPut(where, reference) ? ours.equals(reference) : ours.isTextual();
        check(where, alike, reference, ours);
      }
      case "request_id" ->
          check(
              where,
              reference.isNull() ? ours.isNull() : ours.asInt() == number(reference.asInt()),
              reference,
              ours);
      case "url" -> {
        int number = Integer.parseInt(reference.asText().replaceAll(".*/(\\d+)/", "$1"));
        String url = "http://" + ContractPool.HERE + "/api/request/" + number(number) + "/";
        check(where, ours.asText().equals(url), reference, ours);
      }
      case "environments" -> check(where, set(reference).equals(set(ours)), reference, ours);
      default -> compareAny(where, reference, ours);
    }
  }

  private void compareAny(String where, JsonNode reference, JsonNode ours) {
    if (reference.isObject()) {
      reference.properties().stream()
          .filter(each -> !movedOn(reference, ours) || !INSTALLED.contains(each.getKey()))
          .forEach(each -> compareKey(where, each.getKey(), reference, ours));
    } else if (reference.isArray()) {
      List<JsonNode> wanted = new ArrayList<>();
      reference.forEach(wanted::add);
      wanted.removeIf(
          item -> item.has("assignee") && !requests.containsKey(item.get("id").asInt()));
      check(where + " size", wanted.size() == ours.size(), reference, ours);
      for (int i = 0; i < Math.min(wanted.size(), ours.size()); i++) {
        compare(where + "[" + i + "]", wanted.get(i), ours.get(i));
      }
    } else {
      check(where, reference.equals(ours), reference, ours);
    }
  }

  private void compareKey(String where, String key, JsonNode reference, JsonNode ours) {
    JsonNode value = ours.get(key);
    if (value == null) {
      differences.add(where + "." + key + ": missing");
    } else if (key.equals("id") && reference.has("assignee")) {
      check(where, value.asInt() == number(reference.get(key).asInt()), reference, ours);
    } else {
      compare(where + "." + key, reference.get(key), value);
    }
  }

  /**
   * Whether nothing but a question changes a state; where one machine is asked of, the replay has
   * waited until it came so far.
   */
  private static boolean staysPut(String where, JsonNode state) {
    return RESTING.contains(state.asText())
        || where.equals(".state")
            && (state.asText().startsWith("failed_") || state.asText().equals("pending"));
  }

  /** What is on a device goes with its state: where that moved on, so may this have. */
  private static boolean movedOn(JsonNode reference, JsonNode ours) {
    return reference.has("mac_address") && !reference.get("state").equals(ours.get("state"));
  }

  /** Ours has lines of the same form, whatever they say and how many they are. */
  private void compareLog(String where, JsonNode ours) {
    for (JsonNode line : ours) {
      boolean formed =
          line.path("id").isNumber()
              && line.path("timestamp").asText().matches(TIME)
              && line.path("source").isTextual()
              && line.path("message").isTextual();
      check(where, formed, ours, line);
    }
  }

  private int number(int ofReference) {
    return requests.getOrDefault(ofReference, -1);
  }

  private void check(String where, boolean alike, JsonNode reference, JsonNode ours) {
    if (!alike) {
      differences.add("%s: the reference has %s, ours %s".formatted(where, reference, ours));
    }
  }

  private static Set<String> set(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
