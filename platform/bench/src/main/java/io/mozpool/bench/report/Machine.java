package io.mozpool.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The machine that is measured on. */
public final class Machine {

  private Machine() {}

  /** What is known of it, by name. */
  public static Map<String, Object> facts() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("cores", Runtime.getRuntime().availableProcessors());
    line("/proc/cpuinfo", "model name").ifPresent(model -> facts.put("processor", model));
    line("/proc/meminfo", "MemTotal").ifPresent(memory -> facts.put("memory", memory));
    facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("java", System.getProperty("java.vendor") + " " + System.getProperty("java.version"));
    return facts;
  }

  /** How many tasks wanted to run, on average over the last minute. */
  public static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  private static Optional<String> line(String file, String key) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.replaceFirst("[^:]*: *", ""))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
