package io.mozpool.plugins.fake.agent;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command and its arguments, split at spaces; a quoted part is one argument.
 *
 * @param word the command as it was typed; empty where the line is
 */
record CommandLine(String word, List<String> arguments) {

  private static final Pattern PART =
      Pattern.compile("'((?:\\\\.|[^'\\\\])*)'|\"((?:\\\\.|[^\"\\\\])*)\"|(\\S+)");

  static CommandLine parse(CharSequence line) {
    List<String> parts = PART.matcher(line).results().map(CommandLine::unquoted).toList();
    return parts.isEmpty()
        ? new CommandLine("", List.of())
        : new CommandLine(parts.get(0), parts.subList(1, parts.size()));
  }

  /** The argument at that place; empty where there is none. */
  String argument(int index) {
    return index < arguments.size() ? arguments.get(index) : "";
  }

  /** The agent's words for a command that it does not know. */
  String notImplemented() {
    String all = arguments.stream().collect(Collectors.joining(" "));
    return "[" + word + "] command with arg(s) = [" + all + "] is currently not implemented.";
  }

  private static String unquoted(MatchResult part) {
    for (int quoted = 1; quoted <= 2; quoted++) {
      if (part.group(quoted) != null) {
        return part.group(quoted).replaceAll("\\\\(.)", "$1");
      }
    }
    return part.group();
  }
}
