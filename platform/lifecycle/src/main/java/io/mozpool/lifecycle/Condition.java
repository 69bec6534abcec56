package io.mozpool.lifecycle;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Whether a step is taken.
 *
 * @param text how it reads after "if"
 * @param lack whether it says that something is missing, which is worth telling
 * @param test the test of facts and counters
 */
public record Condition<F>(
    String text, boolean lack, BiPredicate<Set<F>, Map<String, Integer>> test) {

  /** Holds where the fact is true. */
  public static <F extends Enum<F>> Condition<F> is(F fact) {
    return new Condition<>(words(fact), false, (facts, counters) -> facts.contains(fact));
  }

  /** Holds where the fact is not true. */
  public static <F extends Enum<F>> Condition<F> not(F fact) {
    String words = words(fact);
    String text = words.startsWith("has ") ? "no " + words.substring(4) : "not " + words;
    return new Condition<>(text, true, (facts, counters) -> !facts.contains(fact));
  }

  /** Holds where the fact is not true, which is nothing that is missing. */
  public static <F extends Enum<F>> Condition<F> isNot(F fact) {
    return new Condition<>("not " + words(fact), false, (facts, counters) -> !facts.contains(fact));
  }

  /** Holds where the counter stands at this number or above. */
  public static <F> Condition<F> atLeast(int count, Named counter) {
    String name = counter.wireName();
    return new Condition<>(
        "at least %d `%s`".formatted(count, name),
        false,
        (facts, counters) -> counters.getOrDefault(name, 0) >= count);
  }

  /** Holds where the counter stands at 0. */
  public static <F> Condition<F> none(Named counter) {
    String name = counter.wireName();
    return new Condition<>(
        "no `%s`".formatted(name), false, (facts, counters) -> counters.getOrDefault(name, 0) == 0);
  }

  /** Holds at every n-th count. */
  public static <F> Condition<F> everyNth(int n, Named counter) {
    String name = counter.wireName();
    return new Condition<>(
        "every %dth `%s`".formatted(n, name),
        false,
        (facts, counters) -> counters.getOrDefault(name, 0) % n == 0);
  }

  boolean holds(Set<F> facts, Map<String, Integer> counters) {
    return test.test(facts, counters);
  }

  private static String words(Enum<?> fact) {
    return fact.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
