package io.mozpool.cli.terminal;

import io.mozpool.client.MozpoolException;
import io.mozpool.client.UnreachableException;
import io.mozpool.host.ConfigurationException;
import io.mozpool.host.FileReason;
import io.mozpool.host.Printable;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Explains why a command failed: in a sentence where the user can mend it; anything else is a bug,
 * and its stack helps.
 */
public final class Failure implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
    Exception failure =
        thrown instanceof UncheckedIOException file
            ? Objects.requireNonNull(file.getCause())
            : thrown;
    if (failure instanceof RuntimeException && !(failure instanceof ConfigurationException)) {
      failure.printStackTrace(command.getErr());
      return ExitCode.SOFTWARE;
    }
    command.getErr().println("mozpool: " + sentence(failure));
    command.getErr().flush();
    return failure instanceof ConfigurationException ? ExitCode.USAGE : ExitCode.SOFTWARE;
  }

  /** One line for people. */
  public static String sentence(Exception failure) {
    if (failure instanceof MozpoolException refusal) {
      return Printable.line(refusal.detail());
    } else if (failure instanceof UnreachableException) {
      return failure.getMessage()
          + "; is the server there? --server or $MOZPOOL_SERVER names another, 'mozpool server'"
          + " starts one";
    } else if (failure instanceof FileSystemException file) {
      return file.getFile() + ": " + FileReason.of(file);
    }
    return String.valueOf(failure.getMessage());
  }
}
