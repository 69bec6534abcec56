package io.mozpool.server;

import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import io.mozpool.plugin.Setting;
import io.mozpool.server.database.DataDisk;
import io.mozpool.server.database.JdbcUrl;
import io.mozpool.server.database.Reach;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the configuration file says below {@code mozpool}, but for plugins. */
public record ServerSettings(
    @Setting(
            value = "The server's name in URLs and in the database, with the port unless it is 80.",
            defaultValue = "localhost:8010")
        String fqdn,
    @Setting(value = "The address that HTTP is served on.", defaultValue = "127.0.0.1")
        String listen,
    @Setting(value = "The port that HTTP is served on; 0 for any free one.", defaultValue = "8010")
        int port,
    @Setting(
            value = "The IP address at which boards reach the server: %IPADDRESS% in PXE configs.",
            defaultValue = "127.0.0.1")
        String address,
    @Setting(
            value = "The directory for the embedded database and for what plugins keep.",
            defaultValue = "data")
        Path data,
    @Setting("A directory of files that every board may fetch to boot.")
        Optional<Path> bootDirectory,
    @Setting("A directory of files below /scripts/ that win over those of the distribution.")
        Optional<Path> scripts,
    @Setting("Directories whose files are served over HTTP, by the name that they are below.")
        Map<String, Path> directories,
    @Setting(
            "Directories that links in all of these may lead to, beside their own; other links out"
                + " of them are not followed.")
        List<Path> linkTargets,
    @Setting("Where MozPool is installed; the launcher says so.") Optional<Path> home,
    @Setting("The inventory sources that are read, by name.") List<String> inventory,
    @Setting(
            value = "How often they are read after the start; 0s for only then and by command.",
            defaultValue = "1h")
        Duration inventoryInterval,
    @Setting(
            "A regular expression: devices of imaging servers whose names begin so are left to"
                + " other syncs.")
        Optional<Pattern> ignoreImagingServers,
    @Setting("Addresses of boards by board type and facet, beside those of plugins.")
        Map<String, Map<String, String>> boards,
    @Setting("Timeouts of states, in place of the standard ones.") Map<String, Duration> lifecycle,
    @Setting(
            "The names of the servers that take over for this one, and it for them, on the same"
                + " database: the fqdn of each.")
        List<String> peers,
    Lease lease,
    @Setting(
            value = "How many calls are under way at once before clients are told to come later.",
            defaultValue = "128")
        int callsAtOnce,
    @Setting(
            value = "How many connections one address may have, loopback too.",
            defaultValue = "200")
        int connectionsPerAddress,
    @Setting(value = "How many connections there may be in all.", defaultValue = "2000")
        int connections,
    @Setting(
            value = "How many listeners to the event stream one address may have.",
            defaultValue = "100")
        int listenersPerAddress,
    @Setting(value = "How many listeners to the event stream there may be.", defaultValue = "1000")
        int listeners,
    @Setting("Hosts, with port, of web pages that may call the API beside the servers' own.")
        List<String> corsHosts,
    @Setting(
            "Names by which clients and browsers may call this server beside its own, or domains of"
                + " such names: *.lab.example.")
        List<String> hosts,
    @Setting(
            "The address of a device's page in the inventory, with {name}, {id} or {fqdn} in it,"
                + " which pages link to.")
        Optional<String> inventoryLink,
    @Setting(value = "How long lines of logs are kept.", defaultValue = "14d")
        Duration logRetention,
    @Setting(value = "How long requests are kept after their end.", defaultValue = "7d")
        Duration requestRetention,
    Syslog syslog,
    Database database) {

  private static final String ROOT = "mozpool";

  /** How servers on one database know of each other that they are alive. */
  public record Lease(
      @Setting(
              value = "How long after its last sign of life a server counts as gone.",
              defaultValue = "15s")
          Duration time,
      @Setting(value = "The time between two signs of life.", defaultValue = "5s")
          Duration renewal) {}

  /** How devices' syslog is taken. */
  public record Syslog(
      @Setting(
              "The UDP and TCP port that syslog is taken at; 0 for any free ones; none for no"
                  + " syslog.")
          Optional<Integer> port,
      @Setting(value = "The address that it is taken at.", defaultValue = "0.0.0.0") String listen,
      @Setting(
              value = "How many lines of a device are stored in the long run.",
              defaultValue = "50")
          int linesPerSecond) {}

  /** Where the pool is stored. */
  public record Database(
      @Setting(
              "jdbc:mysql://HOST/DATABASE of a MySQL or MariaDB server; none for the embedded"
                  + " database.")
          Optional<String> url,
      @Setting("Its user.") Optional<String> user,
      @Setting(value = "The user's password.", secret = true) Optional<String> password) {

    /** Without what is secret, wherever it gets printed. */
    @Override
    public String toString() {
      return url.map(JdbcUrl::printable).orElse("embedded");
    }
  }

  /**
   * Reads them.
   *
   * @throws ConfigurationException where they are wrong
   */
  public static ServerSettings of(Configuration configuration) {
    ServerSettings settings = bound(configuration);
    SettingMeanings.check(settings);
    return settings;
  }

  /**
   * Reads them, whatever they mean.
   *
   * @throws ConfigurationException where keys are unknown or values of another type
   */
  static ServerSettings bound(Configuration configuration) {
    List<String> strangers =
        configuration.keys("").stream()
            .filter(key -> !key.equals(ROOT) && !key.startsWith(ROOT + "."))
            .map(key -> key + ": unknown key, expected " + ROOT)
            .toList();
    if (!strangers.isEmpty()) {
      throw new ConfigurationException(strangers);
    }
    return configuration.bind(ROOT, ServerSettings.class, Set.of("plugins"));
  }

  /** The names of this server and its peers, each with the port where it is not 80. */
  List<String> fqdns() {
    return Stream.concat(Stream.of(fqdn), peers.stream()).toList();
  }

  /** The database, for people: where it is, and no secret. */
  public String databaseName() {
    return database.url().map(JdbcUrl::printable).orElse("in " + data.toAbsolutePath());
  }

  /**
   * The JDBC URL: the configured one, or the embedded database's. User and password are not in it,
   * as drivers and pools of connections print what they are given.
   */
  public String jdbcUrl() {
    return database
        .url()
        .map(JdbcUrl::withoutCredentials)
        .map(JdbcUrl::complete)
        .orElseGet(
            () ->
                "jdbc:h2:async:"
                    + data.resolve("pool").toAbsolutePath()
                    + ";MODE=MySQL;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
  }

  /** Whether the database is one of this process, and no server of its own. */
  public boolean isEmbedded() {
    return JdbcUrl.isEmbedded(jdbcUrl());
  }

  /** The reason why a server cannot start just now, where it may help to wait for the database. */
  public Optional<String> databaseObstacle() {
    return isEmbedded()
        ? dataDisk().flatMap(DataDisk::trouble)
        : Reach.obstacle(jdbcUrl(), databaseUser(), databasePassword());
  }

  /** The disk that the database is on, where that is one of this machine. */
  Optional<DataDisk> dataDisk() {
    return database.url().isEmpty() ? Optional.of(new DataDisk(data)) : Optional.empty();
  }

  /** Who the database is asked as. */
  public String databaseUser() {
    return database.user().or(() -> database.url().flatMap(JdbcUrl::user)).orElse("sa");
  }

  /** That user's password. */
  public String databasePassword() {
    return database.password().or(() -> database.url().flatMap(JdbcUrl::password)).orElse("");
  }
}
