package io.mozpool.cli.db;

import io.mozpool.cli.server.ConfigOption;
import io.mozpool.server.ServerSettings;
import io.mozpool.server.database.Schema.Upgrade;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mozpool db create-schema}: makes the pool's tables, or brings them up to date. */
@Command(
    name = "create-schema",
    description = {
      "Makes the tables of the configured database, or brings those of an older version up to date.",
      "A server does so, too, when it starts."
    })
final class CreateSchemaCommand implements Callable<Integer> {

  @Mixin private ConfigOption config = new ConfigOption();

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public Integer call() throws RefusedException {
    Upgrade upgrade = new PoolDatabase(ServerSettings.of(config.load())).upgrade();
    spec.commandLine().getOut().println(sentence(upgrade));
    upgrade.lacking().ifPresent(spec.commandLine().getOut()::println);
    return ExitCode.OK;
  }

  private static String sentence(Upgrade upgrade) {
    if (upgrade.from().isEmpty()) {
      return "the schema was made, in version " + upgrade.to();
    }
    String from = upgrade.from().get();
    return from.equals(upgrade.to())
        ? "the schema has version " + from + " already"
        : "the schema was brought from version %s to %s".formatted(from, upgrade.to());
  }
}
