package io.mozpool.bench.row;

import java.util.Locale;

/**
 * What is to be reached.
 *
 * @param bound the least, or the most, by {@code atMost}
 * @param ofBare the least part of the bare rate; 0 for none
 */
public record Target(double bound, boolean atMost, String unit, double ofBare) {

  static Target atLeast(double perSecond) {
    return new Target(perSecond, false, "/s", 0);
  }

  static Target atMost(double bound, String unit) {
    return new Target(bound, true, unit, 0);
  }

  Target ofBare(double part) {
    return new Target(bound, atMost, unit, part);
  }

  /**
   * Whether it is reached.
   *
   * @param ratio to the bare rate; 0 where that is not known
   */
  boolean isReached(double value, double ratio) {
    return (atMost ? value <= bound : value >= bound) && (ratio == 0 || ratio >= ofBare);
  }

  /** A value in its unit. */
  public String text(double value) {
    return String.format(
        Locale.ROOT, value < 10 && value != Math.rint(value) ? "%,.2f%s" : "%,.0f%s", value, unit);
  }

  @Override
  public String toString() {
    return (atMost ? "<= " : "")
        + String.format(Locale.ROOT, bound != Math.rint(bound) ? "%,.1f%s" : "%,.0f%s", bound, unit)
        + (ofBare > 0 ? String.format(Locale.ROOT, ", %.0f %%", 100 * ofBare) : "");
  }
}
