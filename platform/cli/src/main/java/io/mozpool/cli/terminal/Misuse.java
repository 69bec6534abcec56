package io.mozpool.cli.terminal;

import io.mozpool.host.Near;
import io.mozpool.host.Printable;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Explains wrong use of a command: names the mistake, what may have been meant, and the help. */
public final class Misuse implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException misuse, String[] arguments) {
    CommandLine command = misuse.getCommandLine();
    command.getErr().println(Printable.text(sentence(misuse)));
    if (isNothing(misuse)) {
      command.usage(SafeWriter.raw(command.getErr()));
    } else {
      String name = command.getCommandSpec().qualifiedName();
      command.getErr().println("'" + name + " --help' says more.");
    }
    command.getErr().flush();
    return ExitCode.USAGE;
  }

  /** A sentence about a command that does not exist. */
  public static String unknownCommand(CommandLine parent, String name) {
    return "there is no command '%s %s'%s"
        .formatted(
            parent.getCommandSpec().qualifiedName(),
            name,
            Near.question(name, names(parent.getSubcommands().values())));
  }

  /** The names of commands that are shown. */
  static List<String> names(Collection<CommandLine> commands) {
    return commands.stream()
        .filter(command -> !command.getCommandSpec().usageMessage().hidden())
        .map(CommandLine::getCommandName)
        .toList();
  }

  /** Whoever has named no command sees which ones there are. */
  private static boolean isNothing(ParameterException misuse) {
    CommandLine command = misuse.getCommandLine();
    return !(misuse instanceof UnmatchedArgumentException)
        && !command.getSubcommands().isEmpty()
        && !command.getParseResult().hasSubcommand();
  }

  private static String sentence(ParameterException misuse) {
    String message = String.valueOf(misuse.getMessage());
    if (!(misuse instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return message;
    }
    CommandLine command = misuse.getCommandLine();
    String word = unmatched.getUnmatched().get(0);
    if (unmatched.isUnknownOption()) {
      String name = word.replaceFirst("=.*", "");
      return message + Near.question(name, command.getCommandSpec().optionsMap().keySet());
    }
    return command.getSubcommands().isEmpty() ? message : unknownCommand(command, word);
  }
}
