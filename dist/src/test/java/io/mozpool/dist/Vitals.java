package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** How a server stands, by its metrics. */
final class Vitals {

  /** What it takes: bytes, bytes, and files and sockets. */
  record Figures(double heap, double direct, double descriptors) {}

  private final String url;
  private final long pid;

  Vitals(String url, long pid) {
    this.url = url;
    this.pid = pid;
  }

  /** The figures after a full collection. */
  Figures atRest() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Process collection =
        new ProcessBuilder(jcmd, String.valueOf(pid), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(collection.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Figures(
        sum("jvm_memory_used_bytes{area=\"heap\"}"),
        sum("jvm_buffer_pool_used_bytes{pool=\"direct\"}"),
        sum("process_open_fds"));
  }

  /** A metric, by its name and labels. */
  double sum(String series) throws IOException {
    String text = PlainHttp.get(url + "/metrics");
    return text.lines()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + " is not in\n" + text));
  }
}
