package io.mozpool.cli;

import io.mozpool.cli.db.DatabaseCommand;
import io.mozpool.cli.demo.DemoCommand;
import io.mozpool.cli.preseed.PreseedCommand;
import io.mozpool.cli.server.RackCommand;
import io.mozpool.cli.server.ServerCommand;
import io.mozpool.host.ConfigurationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * The command itself. No server is loaded before one is started: what a command needs of it stands
 * in classes of its own.
 */
@Command(
    name = "mozpool",
    description = "Manages a pool of untrustworthy test devices.",
    subcommands = {
      ServerCommand.class,
      DemoCommand.class,
      RackCommand.class,
      DatabaseCommand.class,
      PreseedCommand.class
    },
    scope = ScopeType.INHERIT,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong use or configuration; standard error says what is wrong"
    })
public final class Mozpool implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Mozpool()).setExecutionExceptionHandler(Mozpool::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command");
  }

  /** What the user can mend is said in a sentence; anything else is a bug, and its stack helps. */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof ConfigurationException) {
      command.getErr().println("mozpool: " + failure.getMessage());
      return ExitCode.USAGE;
    } else if (!(failure instanceof RuntimeException)) {
      command.getErr().println("mozpool: " + failure.getMessage());
      return ExitCode.SOFTWARE;
    }
    failure.printStackTrace(command.getErr());
    return ExitCode.SOFTWARE;
  }
}
