package io.mozpool.server.script;

import io.mozpool.server.files.ServedDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The directories that are served, by the name that their files are below; of several directories
 * with one name, a file of an earlier one hides those of later ones.
 */
public final class ServedFiles {

  private final Map<String, List<ServedDirectory>> directories;

  public ServedFiles(Map<String, List<ServedDirectory>> directories) {
    this.directories = Map.copyOf(directories);
  }

  /**
   * Finds a regular file.
   *
   * @param directory the first part of its path
   * @param name the rest of its path, as it came over the wire
   */
  Optional<Path> find(String directory, String name) {
    return directories.getOrDefault(directory, List.of()).stream()
        .flatMap(each -> each.find(name).stream())
        .findFirst();
  }
}
