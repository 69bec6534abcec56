package io.mozpool.cli.preseed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that knows partition tables or file systems better than we do. */
enum Tool {
  SFDISK("sfdisk", "fdisk"),
  MKFS_VFAT("mkfs.vfat", "dosfstools"),
  MCOPY("mcopy", "mtools"),
  MKE2FS("mke2fs", "e2fsprogs"),
  TAR("tar", "tar");

  private final String program;
  private final String debianPackage;

  Tool(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /**
   * Makes sure that all of them are there before anything is written.
   *
   * @throws PreseedException where one is missing; names its package
   */
  static void requireAll() {
    for (Tool tool : values()) {
      tool.find();
    }
  }

  /** Runs it to its end and returns what it has said. */
  String run(Object... arguments) throws IOException, InterruptedException {
    return feed("", arguments);
  }

  /**
   * Runs it to its end and returns what it has said.
   *
   * @param input what it reads
   * @throws PreseedException where it fails, with what it has said
   */
  String feed(String input, Object... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(find().toString()));
    Stream.of(arguments).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("MTOOLS_SKIP_CHECK", "1"); // of geometries that nobody has any more
    Process process = builder.start();
    try {
      process.getOutputStream().write(input.getBytes(UTF_8));
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new PreseedException(String.join(" ", command) + " failed: " + output.strip());
      }
      return output;
    } finally {
      process.destroyForcibly();
    }
  }

  private Path find() {
    Optional<Path> found =
        path()
            .map(directory -> Path.of(directory, program))
            .filter(Files::isExecutable)
            .findFirst();
    return found.orElseThrow(
        () ->
            new PreseedException(
                "%s is not installed: apt-get install %s".formatted(program, debianPackage)));
  }

  /** Users who are not root often have no sbin on their path. */
  private static Stream<String> path() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(Stream.of(path.split(":", -1)), Stream.of("/usr/sbin", "/sbin"));
  }
}
