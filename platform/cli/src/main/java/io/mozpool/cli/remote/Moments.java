package io.mozpool.cli.remote;

import io.mozpool.client.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Moments of answers, which are UTC and have no zone letter: with one, and as ages. */
public final class Moments {

  /** The keys that hold them; a text of people may look like one. */
  private static final Set<String> KEYS =
      Set.of(
          "timestamp",
          "created",
          "expires",
          "state_since",
          "state_until",
          "last_contact",
          "last_error_at");

  private static final Pattern FORM =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?");

  private static final List<String> UNITS = List.of("d", "h", "min", "s");
  private static final List<Integer> SECONDS = List.of(86_400, 3_600, 60, 1);

  private Moments() {}

  /** Whether the value of a key is one. */
  static boolean isMoment(String key, @Nullable Object value) {
    return KEYS.contains(key) && value instanceof String text && FORM.matcher(text).matches();
  }

  /** A copy of an answer whose moments say that they are UTC. */
  static JsonObject zoned(JsonObject answer) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    answer.keys().forEach(key -> copy.put(key, zoned(key, answer.get(key))));
    return JsonObject.of(copy);
  }

  private static @Nullable Object zoned(String key, @Nullable Object value) {
    if (value instanceof JsonObject object) {
      return zoned(object);
    } else if (value instanceof List<?> items) {
      return items.stream().map(item -> zoned("", item)).toList();
    }
    return isMoment(key, value) ? zoned(String.valueOf(value)) : value;
  }

  /** A moment that says that it is UTC. */
  public static String zoned(String moment) {
    return moment + "Z";
  }

  /** A moment seen from now: {@code 3 h ago}, {@code in 20 min}. */
  static String fromNow(String moment) {
    Duration past = Duration.between(Instant.parse(zoned(moment)), Instant.now());
    return past.isNegative() ? "in " + text(past.negated()) : text(past) + " ago";
  }

  /** The time since the moment of a key: {@code 3 h}; empty where there is none. */
  public static String age(JsonObject object, String key) {
    Object value = object.get(key);
    return isMoment(key, value)
        ? text(Duration.between(Instant.parse(zoned(String.valueOf(value))), Instant.now()))
        : "";
  }

  /** A length of time in its two largest units: {@code 2 h 5 min}. */
  static String text(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    for (int i = 0; i < UNITS.size(); i++) {
      long count = seconds / SECONDS.get(i);
      if (count > 0) {
        boolean last = i + 1 == UNITS.size();
        long rest = last ? 0 : seconds % SECONDS.get(i) / SECONDS.get(i + 1);
        return count + " " + UNITS.get(i) + (rest == 0 ? "" : " " + rest + " " + UNITS.get(i + 1));
      }
    }
    return "0 s";
  }
}
