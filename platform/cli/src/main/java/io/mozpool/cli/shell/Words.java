package io.mozpool.cli.shell;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Texts about commands. */
final class Words {

  private Words() {}

  /** The commands below one that are shown. */
  static List<CommandLine> below(CommandLine command) {
    return command.getSubcommands().values().stream()
        .filter(each -> !each.getCommandSpec().usageMessage().hidden())
        .toList();
  }

  /** The options that a command itself declares. */
  static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !option.hidden() && !option.inherited())
        .toList();
  }

  /** The positional parameters of a command, as in {@code NAME [TEXT]}. */
  static String parameters(CommandSpec command) {
    return command.positionalParameters().stream()
        .map(Words::parameter)
        .collect(Collectors.joining(" "));
  }

  /** A description on one line. */
  static String line(String... description) {
    return String.join(" ", description).replaceAll("\\s+", " ").strip();
  }

  /** The first sentence of a description, without its full stop. */
  static String title(CommandSpec command) {
    String whole = line(command.usageMessage().description());
    return whole.replaceFirst("\\.(?:\\s.*)?$", "");
  }

  private static String parameter(PositionalParamSpec parameter) {
    return parameter.arity().min() == 0
        ? "[" + parameter.paramLabel() + "]"
        : parameter.paramLabel();
  }
}
