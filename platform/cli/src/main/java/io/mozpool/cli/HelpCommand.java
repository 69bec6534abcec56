package io.mozpool.cli;

import io.mozpool.cli.terminal.Misuse;
import io.mozpool.cli.terminal.SafeWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code mozpool help}: the same as the option {@code --help} behind a command. */
@Command(name = "help", description = "Shows the help of a command, or lists the commands.")
final class HelpCommand implements Runnable {

  @Parameters(
      paramLabel = "COMMAND",
      arity = "0..*",
      description = "The command, as in: mozpool help request new.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public void run() {
    CommandLine command = spec.root().commandLine();
    for (String name : names) {
      CommandLine parent = command;
      command = parent.getSubcommands().get(name);
      if (command == null) {
        throw new ParameterException(spec.commandLine(), Misuse.unknownCommand(parent, name));
      }
    }
    command.usage(SafeWriter.raw(command.getOut()));
  }
}
