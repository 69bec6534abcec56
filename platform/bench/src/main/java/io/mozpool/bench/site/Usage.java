package io.mozpool.bench.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Time of the processors up to a moment, by who had it.
 *
 * @param at the moment, in nanoseconds
 */
public record Usage(Duration server, Duration database, Duration bench, Duration all, long at) {

  private static final Path STAT = Path.of("/proc/stat");
  private static final long MILLIS_PER_TICK = 10;
  private static final int IDLE = 4;
  private static final int IO_WAIT = 5;
  private static final int STEAL = 8;

  static Usage now(Duration server, Duration database) {
    return new Usage(server, database, own(), machine(), System.nanoTime());
  }

  /** How many cores each had, on average, since an earlier moment. */
  public Map<String, Double> coresSince(Usage earlier) {
    double nanos = at - earlier.at;
    Map<String, Double> cores = new LinkedHashMap<>();
    cores.put("server", server.minus(earlier.server).toNanos() / nanos);
    cores.put("database", database.minus(earlier.database).toNanos() / nanos);
    cores.put("bench", bench.minus(earlier.bench).toNanos() / nanos);
    double known = cores.values().stream().mapToDouble(Double::doubleValue).sum();
    cores.put("others", Math.max(0, all.minus(earlier.all).toNanos() / nanos - known));
    return cores;
  }

  private static Duration own() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** All that the machine's processors have done; nothing where the system does not say. */
  private static Duration machine() {
    try {
      String[] ticks = Files.readAllLines(STAT).get(0).split(" +");
      long busy = 0;
      for (int i = 1; i <= STEAL; i++) {
        busy += i == IDLE || i == IO_WAIT ? 0 : Long.parseLong(ticks[i]);
      }
      return Duration.ofMillis(busy * MILLIS_PER_TICK);
    } catch (IOException e) {
      return Duration.ZERO;
    }
  }
}
