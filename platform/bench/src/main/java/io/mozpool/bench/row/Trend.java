package io.mozpool.bench.row;

import java.util.List;

/**
 * How a figure went that was taken again and again: the first quarter of its samples is left out,
 * as a server warms up; of the rest there is the median of the earlier half and that of the later.
 */
record Trend(double earlier, double later) {

  private static final double GROWTH = 1.2;

  /**
   * @param samples at least one, in their order
   */
  static Trend of(List<Double> samples) {
    List<Double> warm = samples.subList(samples.size() / 4, samples.size());
    int half = warm.size() / 2;
    return new Trend(
        median(warm.subList(0, Math.max(1, half))), median(warm.subList(half, warm.size())));
  }

  /**
   * Whether it has grown by no more than a fifth.
   *
   * @param slack by which it may grow besides
   */
  boolean isFlat(double slack) {
    return later <= GROWTH * earlier + slack;
  }

  private static double median(List<Double> samples) {
    return samples.stream().sorted().toList().get(samples.size() / 2);
  }
}
