package io.mozpool.server.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
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

  private static final String SESSION = "sessionVariables";

  /**
   * Leases are compared with the database's {@code now()}, which must be the same for all servers
   * and know no summer time. Nothing that a URL says wins over it.
   */
  private static final String UTC = "time_zone='+00:00'";

  /** It would set the session's time zone, too. */
  private static final String FORCED_ZONE = "forceConnectionTimeZoneToSession";

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

  /** The URL with the options that it does not set itself, for sessions in UTC. */
  public static String complete(String url) {
    if (!MYSQL.matcher(url).matches()) {
      return url;
    }
    String complete = without(url, FORCED_ZONE);
    for (Map.Entry<String, String> each : OPTIONS.entrySet()) {
      if (option(url, each.getKey()).isEmpty()) {
        complete = with(complete, each.getKey(), each.getValue());
      }
    }
    return withSessionVariable(complete, UTC);
  }

  /**
   * The URL of MySQL for sessions with a variable set, after those that it sets itself: of two
   * values of one variable the last counts, and of two such options, too.
   *
   * @param assignment as {@code wait_timeout=6}
   */
  public static String withSessionVariable(String url, String assignment) {
    String all = option(url, SESSION).map(set -> set + "," + assignment).orElse(assignment);
    return with(without(url, SESSION), SESSION, URLEncoder.encode(all, StandardCharsets.UTF_8));
  }

  /** The URL with one more option. */
  public static String with(String url, String option, String value) {
    return url + (url.contains("?") ? '&' : '?') + option + '=' + value;
  }

  private static String without(String url, String option) {
    return url.replaceAll("(?i)(?<=[?&])" + option + "=[^&]*(&|$)", "").replaceFirst("[?&]$", "");
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
