package io.mozpool.cli;

import io.mozpool.cli.admin.HardwareTypeCommand;
import io.mozpool.cli.admin.ImageCommand;
import io.mozpool.cli.admin.InventorySyncCommand;
import io.mozpool.cli.admin.PluginsCommand;
import io.mozpool.cli.admin.PxeConfigCommand;
import io.mozpool.cli.demo.DemoCommand;
import io.mozpool.cli.pool.DeviceCommand;
import io.mozpool.cli.pool.RequestCommand;
import io.mozpool.cli.relay.RelayCommand;
import io.mozpool.cli.server.ConfigCommand;
import io.mozpool.cli.server.RackCommand;
import io.mozpool.cli.server.ServerCommand;
import io.mozpool.client.MozpoolException;
import io.mozpool.host.ConfigurationException;
import java.nio.file.FileSystemException;
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
      DeviceCommand.class,
      RequestCommand.class,
      RelayCommand.class,
      ConfigCommand.class,
      ImageCommand.class,
      PxeConfigCommand.class,
      HardwareTypeCommand.class,
      InventorySyncCommand.class,
      PluginsCommand.class
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
    return new CommandLine(new Mozpool())
        .setParameterExceptionHandler(Mozpool::correct)
        .setExecutionExceptionHandler(Mozpool::explain);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "expected a command");
  }

  /** Who has named no command sees which ones there are. */
  private static int correct(ParameterException misuse, String... arguments) {
    CommandLine command = misuse.getCommandLine();
    command.getErr().println(misuse.getMessage());
    if (command.getSubcommands().isEmpty() || command.getParseResult().hasSubcommand()) {
      String name = command.getCommandSpec().qualifiedName();
      command.getErr().println("'" + name + " --help' says more.");
    } else {
      command.usage(command.getErr());
    }
    return ExitCode.USAGE;
  }

  /** What the user can mend is said in a sentence; anything else is a bug, and its stack helps. */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof RuntimeException && !(failure instanceof ConfigurationException)) {
      failure.printStackTrace(command.getErr());
      return ExitCode.SOFTWARE;
    }
    command.getErr().println("mozpool: " + sentence(failure));
    return failure instanceof ConfigurationException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  private static String sentence(Exception failure) {
    if (failure instanceof MozpoolException refusal) {
      return refusal.detail();
    }
    return failure instanceof FileSystemException
        ? failure.toString() // whose message is a file's name
        : String.valueOf(failure.getMessage());
  }
}
