package io.mozpool.bench.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory that only we may read, and that goes when we do. */
record Scratch(Path directory) implements AutoCloseable {

  /** Makes one in a directory. */
  static Scratch in(Path parent) throws BenchException {
    try {
      return new Scratch(
          Files.createTempDirectory(Files.createDirectories(parent), "mozpool-bench")
              .toAbsolutePath());
    } catch (IOException e) {
      throw new BenchException("cannot make a directory in %s: %s".formatted(parent, e));
    }
  }

  /** A file in it, which is written here. */
  Path write(String name, String text) throws BenchException {
    Path file = directory.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new BenchException("cannot write %s: %s".formatted(file, e));
    }
  }

  @Override
  public void close() throws BenchException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new BenchException("cannot delete %s: %s".formatted(directory, e));
    }
  }
}
