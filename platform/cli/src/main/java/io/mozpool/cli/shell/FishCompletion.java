package io.mozpool.cli.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes what fish has to know to complete commands and options. */
public final class FishCompletion {

  private final StringBuilder text = new StringBuilder();
  private final String program;

  private FishCompletion(String program) {
    this.program = program;
  }

  /** The script for a command with all below it. */
  public static String of(CommandLine root) {
    FishCompletion completion = new FishCompletion(root.getCommandName());
    completion.text.append("complete -c %s -f\n".formatted(root.getCommandName()));
    completion.add(root, "");
    return completion.text.toString();
  }

  /**
   * @param seen the condition that the words so far are this command's; empty for the root
   */
  private void add(CommandLine command, String seen) {
    List<CommandLine> below = Words.below(command);
    String names = below.stream().map(CommandLine::getCommandName).collect(Collectors.joining(" "));
    String here = below.isEmpty() ? seen : and(seen, "not __fish_seen_subcommand_from " + names);
    for (CommandLine each : below) {
      String title = Words.title(each.getCommandSpec());
      line(here, "-a " + each.getCommandName() + " -d " + quoted(title));
    }
    CommandSpec spec = command.getCommandSpec();
    spec.options().stream().filter(option -> !option.hidden()).forEach(option -> add(option, here));
    if (spec.positionalParameters().stream().anyMatch(FishCompletion::isFile)) {
      line(here, "-F");
    }
    for (CommandLine each : below) {
      add(each, and(seen, "__fish_seen_subcommand_from " + each.getCommandName()));
    }
  }

  private void add(OptionSpec option, String here) {
    StringBuilder words = new StringBuilder();
    for (String name : option.names()) {
      words.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
      words.append(' ');
      if (option.negatable()) {
        words.append("-l no-").append(name.substring(2)).append(' ');
      }
    }
    if (option.arity().min() > 0) {
      words.append(isFile(option) ? "-r -F " : "-x ");
    }
    line(here, words + "-d " + quoted(Words.line(option.description())));
  }

  private void line(String condition, String words) {
    text.append("complete -c ")
        .append(program)
        .append(condition.isEmpty() ? "" : " -n " + quoted(condition))
        .append(' ')
        .append(words)
        .append('\n');
  }

  private static boolean isFile(ArgSpec argument) {
    return argument.type() == Path.class
        || argument.paramLabel().equals("FILE")
        || argument.paramLabel().equals("DIR");
  }

  private static String and(String condition, String more) {
    return condition.isEmpty() ? more : condition + "; and " + more;
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
