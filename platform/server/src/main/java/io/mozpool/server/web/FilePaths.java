package io.mozpool.server.web;

import java.util.Set;

/**
 * The paths of files that boards fetch.
 *
 * @param directories their first parts: {@code scripts}, and those that settings name
 */
public record FilePaths(Set<String> directories) {

  public FilePaths {
    directories = Set.copyOf(directories);
  }

  /** Whether a path is below one of them. */
  public boolean contain(String path) {
    return directories.stream().anyMatch(name -> path.startsWith("/" + name + "/"));
  }
}
