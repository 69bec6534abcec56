package io.mozpool.host;

import java.util.function.Predicate;

/**
 * Which plugins are started, and what of them.
 *
 * @param plugins by id; what is left out is passed over and not listed
 * @param points by extension point; nothing is made for the others
 */
public record Selection(Predicate<String> plugins, Predicate<Class<?>> points) {

  /** All there is. */
  public static Selection all() {
    return new Selection(id -> true, point -> true);
  }

  /** One plugin alone. */
  public static Selection only(String plugin) {
    return new Selection(plugin::equals, point -> true);
  }

  /** All but what extends a point. */
  public static Selection without(Class<?> left) {
    return new Selection(id -> true, point -> !left.equals(point));
  }
}
