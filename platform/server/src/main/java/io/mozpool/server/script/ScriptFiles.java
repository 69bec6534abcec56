package io.mozpool.server.script;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The directories that are served; a file of an earlier one hides those of later ones. */
public final class ScriptFiles {

  private final List<Path> directories;

  public ScriptFiles(List<Path> directories) {
    this.directories = List.copyOf(directories);
  }

  /**
   * Finds a regular file.
   *
   * @param name its path below the directory, as it came over the wire
   */
  Optional<Path> find(String name) {
    return directories.stream().flatMap(directory -> find(directory, name).stream()).findFirst();
  }

  /** What is outside is not there, be it reached by dots or by links. */
  private static Optional<Path> find(Path directory, String name) {
    try {
      Path file = directory.resolve(name).toRealPath();
      return file.startsWith(directory.toRealPath())
              && Files.isRegularFile(file)
              && Files.isReadable(file)
          ? Optional.of(file)
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
