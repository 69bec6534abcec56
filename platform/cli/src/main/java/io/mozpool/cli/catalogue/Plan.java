package io.mozpool.cli.catalogue;

import io.mozpool.client.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares a catalogue that is wanted with that of a pool. */
final class Plan {

  private final Catalogue wanted;
  private final Catalogue pool;
  private final List<Change> changes;

  Plan(Catalogue wanted, Catalogue pool) {
    this.wanted = wanted;
    this.pool = pool;
    this.changes =
        sections()
            .flatMap(
                section ->
                    wanted.of(section).entrySet().stream()
                        .map(each -> Change.of(section, each, pool)))
            .filter(change -> !change.isNone())
            .toList();
  }

  /** The changes to be stored, in an order in which they can be. */
  List<Change> changes() {
    return changes;
  }

  /** How many are as they are wanted. */
  long unchanged() {
    return sections().mapToLong(section -> wanted.of(section).size()).sum() - changes.size();
  }

  /** How many the pool has that the wanted catalogue does not name. */
  long others() {
    return sections()
        .flatMap(
            section ->
                pool.of(section).keySet().stream().filter(name -> !wanted.has(section, name)))
        .count();
  }

  /**
   * Names what keeps it from being done.
   *
   * @param installers that the pool has
   */
  List<String> problems(Set<String> installers) {
    List<String> problems = new ArrayList<>();
    for (Change change : changes) {
      String place = change.section().place(change.name());
      JsonObject all = change.wanted();
      change
          .section()
          .needed()
          .filter(key -> !all.keys().contains(key))
          .ifPresent(
              key ->
                  problems.add(
                      "%s.%s: missing, expected %s"
                          .formatted(place, key, Section.form(key).expected())));
      if (change.section() == Section.LINKS) {
        problems.addAll(leadsAstray(place, change));
      }
      if (all.get("installer") instanceof String installer && !installers.contains(installer)) {
        problems.add(unknown(place + ".installer", new TreeSet<>(installers), installer));
      }
    }
    return problems;
  }

  private List<String> leadsAstray(String place, Change link) {
    List<String> problems = new ArrayList<>();
    String image = link.name().get(0);
    List<String> type = link.name().subList(1, 3);
    if (!isThere(Section.IMAGES, List.of(image))) {
      problems.add(unknown(place + ".image", names(Section.IMAGES), image));
    }
    if (!isThere(Section.HARDWARE_TYPES, type)) {
      problems.add(
          unknown(
              place + ": type and model", names(Section.HARDWARE_TYPES), String.join(" / ", type)));
    }
    if (link.wanted().get("pxe_config") instanceof String config
        && !isThere(Section.PXE_CONFIGS, List.of(config))) {
      problems.add(unknown(place + ".pxe_config", names(Section.PXE_CONFIGS), config));
    }
    return problems;
  }

  private boolean isThere(Section section, List<String> name) {
    return wanted.has(section, name) || pool.has(section, name);
  }

  private Set<String> names(Section section) {
    Set<String> names = new TreeSet<>();
    for (Catalogue each : List.of(wanted, pool)) {
      each.of(section).keySet().forEach(name -> names.add(String.join(" / ", name)));
    }
    return names;
  }

  private static String unknown(String key, Set<String> expected, String value) {
    return "%s: expected one of %s, not '%s'".formatted(key, expected, value);
  }

  private static Stream<Section> sections() {
    return Arrays.stream(Section.values());
  }
}
