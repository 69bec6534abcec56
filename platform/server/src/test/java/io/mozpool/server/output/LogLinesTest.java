package io.mozpool.server.output;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** Lines of the server's log as its own configuration prints them. */
class LogLinesTest {

  @Test
  void foreignTextNeitherReachesTheTerminalNorForgesALine() throws JoranException {
    String printed =
        printed(
            log -> log.warn("{} failed its test: {}", "relay\u001b[2J", "no\r\n2026 forged\u202e"));

    assertThat(printed)
        .endsWith(" WARN  server: relay\\u001b[2J failed its test: no\\r\n  2026 forged\\u202e\n");
  }

  @Test
  void neitherDoMessagesOfExceptions() throws JoranException {
    Exception cause = new IllegalStateException("deep\nforged");
    Exception thrown = new IllegalArgumentException("bell\u0007", cause);
    thrown.addSuppressed(new RuntimeException("jdbc:mysql://u:hush@db/pool?password=hush"));

    List<String> lines =
        printed(log -> log.error("it failed", thrown))
            .lines()
            .filter(line -> !line.startsWith("\t"))
            .toList();

    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).endsWith(" ERROR server: it failed");
    assertThat(lines.subList(1, 5))
        .containsExactly(
            "java.lang.IllegalArgumentException: bell\\u0007",
            "Suppressed: java.lang.RuntimeException: jdbc:mysql://db/pool",
            "Caused by: java.lang.IllegalStateException: deep",
            "  forged");
  }

  private static String printed(Consumer<Logger> what) throws JoranException {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter());
    PrintStream before = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(LogLinesTest.class.getResource("/logback.xml"));
      what.accept(context.getLogger("io.mozpool.server"));
    } finally {
      context.stop();
      System.setErr(before);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
