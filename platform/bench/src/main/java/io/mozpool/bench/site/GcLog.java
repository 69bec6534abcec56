package io.mozpool.bench.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The log of a garbage collector, by which it is known what is left of a heap.
 *
 * @param log which {@code -Xlog:gc:file=} writes
 */
record GcLog(Path log) {

  private static final Pattern LEFT = Pattern.compile("[0-9]+M->([0-9]+)M\\(");
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
  private static final int PATIENCE_SECONDS = 30;

  /** Its lines so far. */
  List<String> lines() {
    try {
      return Files.readAllLines(log);
    } catch (IOException e) {
      return List.of();
    }
  }

  /** Has garbage collected, where this is a JDK and not only a runtime. */
  void collect(long pid) throws BenchException, InterruptedException {
    if (Files.isExecutable(JCMD)) {
      try {
        new ProcessBuilder(JCMD.toString(), String.valueOf(pid), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (IOException e) {
        throw new BenchException("cannot start %s: %s".formatted(JCMD, e));
      }
    }
  }

  /** How many megabytes the last collection has left; 0 where there was none. */
  long megabytesLeft() {
    long left = 0;
    for (String line : lines()) {
      Matcher matcher = LEFT.matcher(line);
      if (matcher.find()) {
        left = Long.parseLong(matcher.group(1));
      }
    }
    return left;
  }
}
