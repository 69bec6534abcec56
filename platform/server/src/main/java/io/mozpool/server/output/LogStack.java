package io.mozpool.server.output;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The stack below a line of the log, with messages as in {@link LogMessage}. */
public final class LogStack extends ThrowableProxyConverter {

  @Override
  protected String throwableProxyToString(IThrowableProxy thrown) {
    StringBuilder text = new StringBuilder();
    append(text, "", thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
    return text.toString();
  }

  private static void append(
      StringBuilder text, String caption, @Nullable IThrowableProxy thrown, Set<Object> seen) {
    if (thrown == null || !seen.add(thrown)) {
      return;
    }
    text.append(caption).append(thrown.getClassName());
    if (thrown.getMessage() != null) {
      text.append(": ").append(LogMessage.plain(thrown.getMessage()));
    }
    text.append('\n');
    StackTraceElementProxy[] steps = thrown.getStackTraceElementProxyArray();
    int own = steps.length - thrown.getCommonFrames();
    for (int i = 0; i < own; i++) {
      text.append('\t').append(steps[i]).append('\n');
    }
    if (own < steps.length) {
      text.append("\t... ").append(steps.length - own).append(" more\n");
    }
    for (IThrowableProxy suppressed : thrown.getSuppressed()) {
      append(text, "Suppressed: ", suppressed, seen);
    }
    append(text, "Caused by: ", thrown.getCause(), seen);
  }
}
