package io.mozpool.server.machine;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counters as they are stored: a flat JSON object of numbers. */
public final class Counters {

  private static final Pattern PAIR = Pattern.compile("\"([a-z0-9_-]+)\"\\s*:\\s*(-?[0-9]{1,9})");

  private Counters() {}

  /** As JSON, sorted by name. */
  public static String json(Map<String, Integer> counters) {
    return new TreeMap<>(counters)
        .entrySet().stream()
            .map(counter -> "\"" + counter.getKey() + "\":" + counter.getValue())
            .collect(Collectors.joining(",", "{", "}"));
  }

  /** Reads them; what is not there counts as zero. */
  public static Map<String, Integer> parse(@Nullable String json) {
    Map<String, Integer> counters = new TreeMap<>();
    Matcher pair = PAIR.matcher(json == null ? "" : json);
    while (pair.find()) {
      counters.put(pair.group(1), Integer.valueOf(pair.group(2)));
    }
    return counters;
  }
}
