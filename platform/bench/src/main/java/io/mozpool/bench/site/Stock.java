package io.mozpool.bench.site;

/**
 * The devices of a pool that is measured.
 *
 * @param devices how many
 * @param state what they are in, due never
 * @param tied how many of them have a request that is ready
 * @param waiting how many requests wait for any device
 * @param watched whether they are fakes that run, and are due one after the other within ten
 *     minutes
 * @param javaOptions of the server, beside those that the user gave
 */
public record Stock(
    int devices, String state, int tied, int waiting, boolean watched, String javaOptions) {

  /** Devices that nobody has and nobody looks at. */
  public static Stock of(int devices, String state) {
    return new Stock(devices, state, 0, 0, false, "");
  }

  /** The same, some of which are tied. */
  public Stock tied(int count) {
    return new Stock(devices, state, count, waiting, watched, javaOptions);
  }

  /** The same, and requests that wait for any device. */
  public Stock waiting(int count) {
    return new Stock(devices, state, tied, count, watched, javaOptions);
  }

  /** Ready fakes that run. */
  public static Stock fakes(int devices, String javaOptions) {
    return new Stock(devices, "ready", 0, 0, true, javaOptions);
  }
}
