package io.mozpool.cli.remote;

import java.io.Console;
import java.util.Optional;

/** Asks the user at the terminal. */
@FunctionalInterface
public interface Prompt {

  /** The terminal of the process, if it has one. */
  Prompt CONSOLE =
      question -> {
        Console console = System.console();
        return console == null
            ? Optional.empty()
            : Optional.ofNullable(console.readLine("%s ", question));
      };

  /**
   * Asks a question.
   *
   * @return the line that the user types; empty where nobody sits at a terminal
   */
  Optional<String> ask(String question);
}
