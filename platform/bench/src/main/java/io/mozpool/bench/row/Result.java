package io.mozpool.bench.row;

/**
 * What came of a row.
 *
 * @param bare durable single-row commits a second, of as many clients; 0 where not known
 * @param devices how many the pool had
 * @param loadAverage of the machine before
 */
public record Result(Row row, int devices, Measured measured, double bare, double loadAverage) {

  /** What part of the bare rate it is; 0 where it is none. */
  public double ratio() {
    return bare == 0 || row.target().atMost() ? 0 : measured.value() / bare;
  }

  /** Whether the target is reached, and nothing went wrong. */
  public boolean isReached() {
    return measured.faults().isEmpty() && row.target().isReached(measured.value(), ratio());
  }
}
