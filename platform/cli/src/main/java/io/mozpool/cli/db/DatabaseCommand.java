package io.mozpool.cli.db;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mozpool db}: what is done to the database itself, without a server. */
@Command(
    name = "db",
    description = "Makes, fills and copies the database.",
    subcommands = {
      CreateSchemaCommand.class,
      PartitionsCommand.class,
      BackupCommand.class,
      LoadFakesCommand.class,
      ImportCommand.class
    })
public final class DatabaseCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command");
  }
}
