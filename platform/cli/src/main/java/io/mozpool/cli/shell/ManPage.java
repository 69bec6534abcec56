package io.mozpool.cli.shell;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes the manual page of a command; those below it are sections of it. */
public final class ManPage {

  private final StringBuilder text = new StringBuilder();

  private ManPage() {}

  /**
   * The page of a command.
   *
   * @param seeAlso names of other pages
   */
  public static String of(CommandLine command, List<String> seeAlso) {
    ManPage page = new ManPage();
    page.write(command, seeAlso);
    return page.text.toString();
  }

  /** The name of a command's page. */
  public static String name(CommandLine command) {
    return command.getCommandSpec().qualifiedName("-");
  }

  private void write(CommandLine command, List<String> seeAlso) {
    CommandSpec spec = command.getCommandSpec();
    String name = name(command);
    line(
        ".TH %s 1 \"\" \"%s\" \"MozPool\""
            .formatted(escaped(name.toUpperCase(Locale.ROOT)), escaped(spec.version()[0])));
    line(".SH NAME");
    line(escaped(name) + " \\- " + escaped(Words.title(spec)));
    line(".SH SYNOPSIS");
    line(bold(spec.qualifiedName()) + escaped(synopsis(command)));
    line(".SH DESCRIPTION");
    paragraph(spec.usageMessage().description());
    footer(spec);
    line(".SH OPTIONS");
    arguments(spec, Words.options(spec));
    commands(command);
    exitStatus(spec);
    line(".SH SEE ALSO");
    line(
        seeAlso.stream()
            .map(other -> "\\fB" + escaped(other) + "\\fR(1)")
            .collect(Collectors.joining(",\n")));
  }

  private void commands(CommandLine command) {
    List<CommandLine> below = Words.below(command);
    if (below.isEmpty()) {
      return;
    }
    line(".SH COMMANDS");
    boolean havePages = command.getParent() == null;
    for (CommandLine each : below) {
      CommandSpec spec = each.getCommandSpec();
      if (havePages) {
        line(".TP\n" + bold(each.getCommandName()));
        line(escaped(Words.title(spec)) + ".");
      } else {
        line(".SS \"" + escaped(spec.qualifiedName() + synopsis(each)) + "\"");
        paragraph(spec.usageMessage().description());
        footer(spec);
        arguments(spec, ownOptions(spec));
      }
    }
  }

  private static String synopsis(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    return Stream.of(
            "[OPTIONS]", Words.parameters(spec), Words.below(command).isEmpty() ? "" : "COMMAND")
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(" ", " ", ""));
  }

  /** The options of a command but those that every command has. */
  private static List<OptionSpec> ownOptions(CommandSpec spec) {
    return Words.options(spec).stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .toList();
  }

  private void arguments(CommandSpec spec, List<OptionSpec> options) {
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      if (parameter.description().length > 0) {
        argument(bold(parameter.paramLabel()), parameter);
      }
    }
    for (OptionSpec option : options) {
      argument(names(option), option);
    }
  }

  private void argument(String head, ArgSpec argument) {
    line(".TP\n" + head);
    line(escaped(Words.line(argument.description())));
  }

  private static String names(OptionSpec option) {
    String names =
        Stream.of(option.names())
            .map(name -> option.negatable() ? name.replaceFirst("^--", "--[no-]") : name)
            .map(ManPage::bold)
            .collect(Collectors.joining(", "));
    if (option.arity().max() == 0) {
      return names;
    }
    String value = "=\\fI" + escaped(option.paramLabel()) + "\\fR";
    return names + (option.arity().min() == 0 ? "[" + value + "]" : value);
  }

  private void exitStatus(CommandSpec spec) {
    line(".SH EXIT STATUS");
    spec.usageMessage()
        .exitCodeList()
        .forEach((code, meaning) -> line(".TP\n" + bold(code.strip()) + "\n" + escaped(meaning)));
  }

  private void footer(CommandSpec spec) {
    String[] footer = spec.usageMessage().footer();
    if (!Words.line(footer).isEmpty()) {
      line(".PP");
      paragraph(footer);
    }
  }

  private void paragraph(String... lines) {
    line(escaped(Words.line(lines)));
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String bold(String words) {
    return "\\fB" + escaped(words) + "\\fR";
  }

  /** A dot or an apostrophe at the beginning of a line would be a request. */
  private static String escaped(String words) {
    return words
        .replace("\\", "\\e")
        .replace("-", "\\-")
        .replace("\"", "\\(dq")
        .replaceFirst("^(?=[.'])", "\\\\&");
  }
}
