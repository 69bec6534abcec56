package io.mozpool.server.database;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JDBC URLs, so that an operator writes host and database and no more. A URL may hold secrets, and
 * so may what others say of it: {@link #printable} and {@link #withoutSecrets} make the texts that
 * are shown.
 */
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

  private static final String HIDDEN = "(not shown)";

  /** Without a sign that a user, a password or an option may follow. */
  private static final Pattern PLAIN = Pattern.compile("[\\w.:,/\\[\\]-]*");

  /** Host and database, after what may name a user; what else there is may be a secret. */
  private static final Pattern PRINTABLE =
      Pattern.compile(
          "(jdbc:[a-z0-9+:]+//)(?:[^@]*@)??([\\w.:,\\[\\]-]+/[\\w.$-]+)(?:[?;].*)?",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern FILE = Pattern.compile("(jdbc:h2:(?!tcp:|ssl:)[^;]*)(;.*)?");

  /** A URL within a text: up to what no URL is likely to hold. */
  private static final Pattern ANY = Pattern.compile("jdbc:[^\\s'\"]*[^\\s'\"),.;:]");

  private static final Pattern USER_INFO =
      Pattern.compile("^jdbc:mysql:[^/]*//([^/?@:]*)(?::([^/?@]*))?@");

  private static final Pattern CREDENTIAL =
      Pattern.compile("([?&;])(?:user|password)=[^&;]*", Pattern.CASE_INSENSITIVE);

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

  /** The value that a URL sets an option to. */
  public static Optional<String> option(String url, String option) {
    return Pattern.compile("[?&;]" + option + "=([^&;]*)", Pattern.CASE_INSENSITIVE)
        .matcher(url)
        .results()
        .map(found -> decoded(found.group(1)))
        .findFirst();
  }

  /** The user that a URL names. */
  public static Optional<String> user(String url) {
    return option(url, "user").or(() -> userInfo(url, 1));
  }

  /** The password in a URL. */
  public static Optional<String> password(String url) {
    return option(url, "password").or(() -> userInfo(url, 2));
  }

  /** The URL without user and password, for a driver that is given them beside it. */
  public static String withoutCredentials(String url) {
    String anonymous = USER_INFO.matcher(url).replaceFirst(JdbcUrl::withoutUserInfo);
    String stripped = CREDENTIAL.matcher(anonymous).replaceAll("$1");
    return stripped
        .replaceAll("([?&;])[&;]+", "$1") // of neighbours that are gone
        .replaceAll("[?&;]$", "");
  }

  /** The URL for people: where the database is, without anything that may be a secret. */
  public static String printable(String url) {
    if (PLAIN.matcher(url).matches()) {
      return url;
    }
    Matcher file = FILE.matcher(url);
    if (file.matches()) {
      return file.group(1);
    }
    Matcher form = PRINTABLE.matcher(url);
    return form.matches() ? form.group(1) + form.group(2) : HIDDEN;
  }

  /** A text of others with the URLs in it made printable. */
  public static String withoutSecrets(String text) {
    return ANY.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(printable(found.group())));
  }

  private static Optional<String> userInfo(String url, int group) {
    Matcher form = USER_INFO.matcher(url);
    return form.find()
        ? Optional.ofNullable(form.group(group)).map(JdbcUrl::decoded)
        : Optional.empty();
  }

  private static String withoutUserInfo(MatchResult found) {
    String all = found.group();
    return Matcher.quoteReplacement(all.substring(0, all.indexOf("//") + 2));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text; // a percent sign that stands for itself
    }
  }
}
