package io.mozpool.cli.catalogue;

import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that is to be stored.
 *
 * @param stored what there is of it; null where it is new
 * @param wanted all of it as it is to be
 */
record Change(Section section, List<String> name, @Nullable JsonObject stored, JsonObject wanted) {

  boolean isNew() {
    return stored == null;
  }

  boolean isNone() {
    return stored != null && wanted.keys().stream().noneMatch(key -> differs(key, stored));
  }

  void make(MozpoolClient client) throws IOException {
    client.at(section.route(name)).put(wanted);
  }

  /** Names it, as in {@code image b2g}. */
  String subject() {
    return section.title() + " " + String.join(" / ", name);
  }

  /** Says what is done, as in {@code change image b2g: hidden false -> true}. */
  String sentence() {
    return stored == null ? "add " + subject() : "change " + subject() + ": " + differences(stored);
  }

  private String differences(JsonObject before) {
    return wanted.keys().stream()
        .filter(key -> differs(key, before))
        .map(
            key ->
                key.equals("contents")
                    ? key
                    : "%s %s -> %s".formatted(key, text(before.get(key)), text(wanted.get(key))))
        .collect(Collectors.joining(", "));
  }

  private boolean differs(String key, JsonObject before) {
    return !Objects.equals(before.get(key), wanted.get(key));
  }

  private static String text(@Nullable Object value) {
    return value == null || value.equals("") || value.equals(List.of()) ? "-" : value.toString();
  }

  /** A thing as a file wants it, whether a pool has it already or not. */
  static Change of(Section section, Map.Entry<List<String>, JsonObject> wanted, Catalogue pool) {
    JsonObject stored = pool.of(section).get(wanted.getKey());
    JsonObject all = wanted.getValue();
    if (stored != null) {
      all = stored;
      for (String key : wanted.getValue().keys()) {
        all = all.with(key, wanted.getValue().get(key));
      }
    }
    return new Change(section, wanted.getKey(), stored, all);
  }
}
