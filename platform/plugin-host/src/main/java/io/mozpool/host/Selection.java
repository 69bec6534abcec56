package io.mozpool.host;

import java.util.Set;
import java.util.function.Predicate;

/**
 * Which plugins are started, and what of them.
 *
 * @param plugins by id; what is left out is passed over and not listed
 * @param points by extension point; nothing is made for the others
 * @param takenStages names that no stage of an installer may have
 */
public record Selection(
    Predicate<String> plugins, Predicate<Class<?>> points, Set<String> takenStages) {

  public Selection {
    takenStages = Set.copyOf(takenStages);
  }

  /** All there is. */
  public static Selection all() {
    return new Selection(id -> true, point -> true, Set.of());
  }

  /** One plugin alone. */
  public static Selection only(String plugin) {
    return new Selection(plugin::equals, point -> true, Set.of());
  }

  /** All but what extends a point. */
  public static Selection without(Class<?> left) {
    return new Selection(id -> true, point -> !left.equals(point), Set.of());
  }

  /** The same, where some names of stages are the host's own. */
  public Selection withTakenStages(Set<String> names) {
    return new Selection(plugins, points, names);
  }
}
