package io.mozpool.cli.db;

import io.mozpool.cli.server.ConfigOption;
import io.mozpool.server.ServerSettings;
import io.mozpool.server.database.JdbcUrl;
import io.mozpool.server.database.Moments;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mozpool db import}: moves a pool of the reference here. */
@Command(
    name = "import",
    description = {
      "Copies the pool of a Mozpool 4.2.1 from its database into the configured one, which must"
          + " hold no pool yet: devices with comments, environments and states, images, PXE configs,"
          + " hardware types, relay boards and imaging servers; not requests and logs.",
      "All of it is copied or nothing. The database that is read is not changed."
    })
final class ImportCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Option(
      names = "--from",
      required = true,
      paramLabel = "URL",
      description = "The database to read: jdbc:mysql://HOST/DATABASE.")
  private String from = "";

  @Option(names = "--user", paramLabel = "U", description = "Who reads it.")
  private @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "P",
      defaultValue = "${env:MOZPOOL_IMPORT_PASSWORD}",
      description = "That user's password ($MOZPOOL_IMPORT_PASSWORD).")
  private @Nullable String password;

  @Option(
      names = "--inventory-source",
      paramLabel = "NAME",
      defaultValue = "mozilla-inventory",
      description =
          "The inventory source that the devices come from, whose next sync is to find them"
              + " (${DEFAULT-VALUE}).")
  private String inventorySource = "";

  @Option(names = "--dry-run", description = "Undo all of it in the end.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public Integer call() throws RefusedException, SQLException {
    if (!from.startsWith("jdbc:")) {
      throw new ParameterException(
          spec.commandLine(),
          "--from: expected jdbc:mysql://HOST/DATABASE, not '" + JdbcUrl.printable(from) + "'");
    }
    PoolDatabase pool = new PoolDatabase(ServerSettings.of(config.load()));
    try (Reference reference = Reference.open(from, user, password)) {
      report(
          pool.store(
              !dryRun,
              rows ->
                  new Import(reference, rows)
                      .run(inventorySource, Moments.now(Clock.systemUTC()))));
    }
    return ExitCode.OK;
  }

  private void report(Map<String, Integer> counts) {
    PrintWriter out = spec.commandLine().getOut();
    counts.forEach((table, count) -> out.printf("%-18s %6d%n", table, count));
    out.println(dryRun ? "all of this can be copied; nothing was" : "all of this was copied");
  }
}
