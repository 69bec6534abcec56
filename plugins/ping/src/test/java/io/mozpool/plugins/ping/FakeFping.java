package io.mozpool.plugins.ping;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program in fping's place: writes down its arguments, one a line, and does what a test wants.
 */
record FakeFping(Path program, Path arguments) {

  /** Writes one into a directory; the last lines of the script are the test's. */
  static FakeFping in(Path directory, String script) throws IOException {
    Path program = directory.resolve("fping");
    Path arguments = directory.resolve("arguments");
    Files.writeString(
        program, "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + arguments + "'\n" + script + "\n");
    if (!program.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + program + " executable");
    }
    return new FakeFping(program, arguments);
  }
}
