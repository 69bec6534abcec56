package io.mozpool.bench;

import io.mozpool.bench.row.Pace;
import io.mozpool.bench.row.Row;
import io.mozpool.bench.row.Rows;
import io.mozpool.bench.row.Selection;
import io.mozpool.bench.site.GivenServer;
import io.mozpool.bench.site.Login;
import io.mozpool.bench.site.OwnSite;
import io.mozpool.bench.site.Site;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code mozpool bench}: how fast a server is. Signatures here name nothing of what it takes to
 * find out, so that other commands do not load it.
 */
@Command(
    name = "bench",
    description = {
      "Measures how fast a server is and prints a table.",
      "For each row a fresh server, a process of its own, gets a fresh database with as many devices"
          + " as the row names. The database is a MariaDB with durable commits, started with mariadbd"
          + " from the PATH, unless one is named. What is measured is compared with what the same"
          + " number of clients reach when each only commits rows."
    },
    footer = {
      "",
      "Rows: events-16, events-64, events-refused, requests-1000, requests-10000, requests-tied,"
          + " waiting-1000, timeouts, lateness, list-1000, list-10000, state, state-cached, watch,"
          + " slow-bodies, slow-readers, many-listeners,"
          + " overload-requests, overload-list, overload-state."
    })
public final class BenchCommand implements Callable<Integer> {

  @Option(
      names = "--rows",
      paramLabel = "ROW",
      split = ",",
      description = "Measure these only; events stands for all whose names begin so.")
  private List<String> rows = List.of();

  @Option(
      names = "--soak",
      paramLabel = "DURATION",
      arity = "0..1",
      fallbackValue = "30m",
      converter = Durations.class,
      description =
          "Not the table, but what becomes of a server in so long a time (30m), under the rows' loads"
              + " in turn, each at half of its target.")
  private @Nullable Duration soak;

  @Option(
      names = "--quick",
      description = "A short run of each row, to see that it works: no figures to be quoted.")
  private boolean quick;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Write all figures to a file as JSON; - for standard output, and the table then goes to"
              + " standard error.")
  private @Nullable String json;

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Measure a server that runs already, with the devices that it has, by rows that change"
              + " nothing but lines in their logs.")
  private @Nullable URI server;

  @Option(
      names = "--db",
      paramLabel = "URL",
      description =
          "JDBC URL of an empty database, jdbc:mysql://host:port/name, in place of a MariaDB of our"
              + " own. All that is in it is thrown away.")
  private @Nullable String database;

  @Option(names = "--db-user", paramLabel = "NAME", description = "Its user ($MOZPOOL_DB_USER).")
  private @Nullable String user = System.getenv("MOZPOOL_DB_USER");

  @Option(
      names = "--db-password",
      paramLabel = "PASSWORD",
      description = "That user's password ($MOZPOOL_DB_PASSWORD).")
  private @Nullable String password = System.getenv("MOZPOOL_DB_PASSWORD");

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where our own database and the servers keep their files meanwhile: a directory on the"
              + " disk that is measured (the one for temporary files).")
  private Path directory = Path.of(System.getProperty("java.io.tmpdir"));

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      description = "Of the servers: to record a profile, for example.")
  private String javaOptions = "";

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public Integer call() throws Exception {
    if (server != null && database != null) {
      throw new ParameterException(
          spec.commandLine(), "--server and --db: expected one of them at most");
    }
    if (soak != null && (server != null || !rows.isEmpty())) {
      throw new ParameterException(
          spec.commandLine(), "--soak: expected without --server and --rows");
    }
    PrintWriter err = spec.commandLine().getErr();
    List<Row> selected =
        soak == null
            ? Selection.of(rows, server == null)
            : List.of(Rows.soak(soak, line -> tell(err, line)));
    Login login = database == null ? null : Login.of(database, user, password);
    try (Site site =
        server == null ? new OwnSite(directory, login, javaOptions) : GivenServer.at(server)) {
      Bench bench = new Bench(site, quick ? Pace.QUICK : Pace.FULL, err);
      bench.run(selected).tell(json, spec.commandLine().getOut(), err);
      return ExitCode.OK;
    }
  }

  private static void tell(PrintWriter progress, String line) {
    progress.println(line);
    progress.flush();
  }

  /** Durations as the configuration has them: {@code 90s}, {@code 30m}, {@code 2h}. */
  static final class Durations implements ITypeConverter<Duration> {

    @Override
    public Duration convert(String text) {
      if (!text.matches("[1-9][0-9]{0,5}[smh]")) {
        throw new TypeConversionException(
            "expected a duration such as 90s or 30m, not '" + text + "'");
      }
      return Duration.parse("PT" + text);
    }
  }
}
