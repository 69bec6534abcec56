package io.mozpool.server.script;

import io.mozpool.server.files.ServedDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The directories that are served; a file of an earlier one hides those of later ones. */
public final class ScriptFiles {

  private final List<ServedDirectory> directories;

  public ScriptFiles(List<ServedDirectory> directories) {
    this.directories = List.copyOf(directories);
  }

  /**
   * Finds a regular file.
   *
   * @param name its path below the directory, as it came over the wire
   */
  Optional<Path> find(String name) {
    return directories.stream().flatMap(directory -> directory.find(name).stream()).findFirst();
  }
}
