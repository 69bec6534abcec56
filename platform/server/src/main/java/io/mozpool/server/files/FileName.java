package io.mozpool.server.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Spells the names of files, which each boot loader writes in its own way, in one. */
public final class FileName {

  private FileName() {}

  /**
   * The name with single slashes between its parts and none around, and without {@code .} and
   * {@code ..}; a backslash counts as a slash.
   *
   * @return empty where nothing is left, or the name leads out of the directory
   */
  public static Optional<String> plain(String requested) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : requested.split("[/\\\\]+")) {
      if (part.equals("..")) {
        if (parts.pollLast() == null) {
          return Optional.empty();
        }
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return Optional.of(String.join("/", parts)).filter(name -> !name.isEmpty());
  }
}
