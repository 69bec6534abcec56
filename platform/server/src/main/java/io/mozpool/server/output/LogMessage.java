package io.mozpool.server.output;

import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.mozpool.host.Printable;
import io.mozpool.server.database.JdbcUrl;

/**
 * The message of a line of the log, whatever strangers have contributed to it: a terminal obeys
 * nothing in it, its further lines cannot be taken for others of the log, and it holds no password
 * of a JDBC URL. Named in {@code logback.xml}.
 */
public final class LogMessage extends MessageConverter {

  private static final String FURTHER_LINE = "\n  ";

  @Override
  public String convert(ILoggingEvent event) {
    return plain(super.convert(event));
  }

  static String plain(String message) {
    String shown = message.contains("jdbc:") ? JdbcUrl.withoutSecrets(message) : message;
    return Printable.text(shown).replace("\n", FURTHER_LINE);
  }
}
