package io.mozpool.cli;

import io.mozpool.cli.remote.Prompt;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Calls commands as a user would, and keeps what they print. */
final class Terminal {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Prompt user = question -> Optional.empty();

  /** With a user who answers every question so. */
  Terminal answering(String answer) {
    user =
        question -> {
          err.write(question + "\n");
          return Optional.of(answer);
        };
    return this;
  }

  /** Answers the exit code. */
  int call(String... arguments) {
    CommandLine mozpool =
        Mozpool.commandLine(user, arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    return mozpool.execute(arguments);
  }

  /** Calls a command for a server; its words are separated by blanks. */
  int ask(StandIn server, String command, String... more) {
    return call(
        Stream.of(
                Stream.of(command.split(" ")), Stream.of(more), Stream.of("--server", server.url()))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
