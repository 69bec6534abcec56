package io.mozpool.server.database;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** JDBC URLs of MySQL and MariaDB, so that an operator writes host and database and no more. */
public final class JdbcUrl {

  /**
   * Options of Connector/J: a batch is one packet; the driver neither parses a statement twice nor
   * asks the server how a connection stands; a server that does not answer is given up.
   */
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.of(
              "rewriteBatchedStatements", "true",
              "cachePrepStmts", "true",
              "prepStmtCacheSqlLimit", "4096",
              "useLocalSessionState", "true",
              "connectTimeout", "5000",
              "socketTimeout", "30000"));

  private static final Pattern MYSQL = Pattern.compile("jdbc:mysql:[^?]*//[^/?]+/[^?]+(\\?.*)?");

  private JdbcUrl() {}

  /** Whether it is of a database within this process. */
  public static boolean isEmbedded(String url) {
    return url.startsWith("jdbc:h2:");
  }

  /** Whether this is one that can be used: of MySQL with a database, or of H2. */
  public static boolean isUsable(String url) {
    return isEmbedded(url) || MYSQL.matcher(url).matches();
  }

  /** The URL with the options that it does not set itself. */
  public static String complete(String url) {
    if (!MYSQL.matcher(url).matches()) {
      return url;
    }
    StringBuilder complete = new StringBuilder(url);
    OPTIONS.forEach(
        (option, value) -> {
          if (option(url, option).isEmpty()) {
            complete.append(complete.indexOf("?") < 0 ? '?' : '&');
            complete.append(option).append('=').append(value);
          }
        });
    return complete.toString();
  }

  /** What a URL of MySQL sets an option to. */
  public static Optional<String> option(String url, String option) {
    return Pattern.compile("[?&]" + option + "=([^&]*)", Pattern.CASE_INSENSITIVE)
        .matcher(url)
        .results()
        .map(found -> URLDecoder.decode(found.group(1), StandardCharsets.UTF_8))
        .findFirst();
  }
}
