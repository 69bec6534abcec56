package io.mozpool.plugins.fake.agent;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The names on a board's card, and the agent's words about them. */
final class AgentFiles {

  static final String ROOT = "/mnt/sdcard";
  static final String WARNING = "##AGENT-WARNING## ";

  private static final String EMPTY = "<empty>";

  private enum Kind {
    FILE,
    DIRECTORY
  }

  private final NavigableMap<String, Kind> names = new TreeMap<>();

  AgentFiles() {
    addDirectory(ROOT);
  }

  String isDirectory(String path) {
    Kind kind = names.get(normal(path));
    if (kind == null) {
      return path + ": No such file or directory"; // what its `ls -l` says
    }
    return kind == Kind.DIRECTORY ? "TRUE" : "FALSE";
  }

  boolean hasDirectory(String path) {
    return path.equals("/") || names.get(normal(path)) == Kind.DIRECTORY;
  }

  /** The names in a directory, one in a line. */
  String list(String path) {
    if (!hasDirectory(path)) {
      return WARNING + path + " is not a directory";
    }
    List<String> children = children(normal(path));
    return children.isEmpty()
        ? EMPTY
        : children.stream()
            .map(name -> name.substring(name.lastIndexOf('/') + 1))
            .collect(Collectors.joining("\n"));
  }

  String makeDirectory(String path) {
    if (!path.startsWith("/") || names.containsKey(normal(path))) {
      return WARNING + "Could not create the directory " + path;
    }
    addDirectory(normal(path));
    return path + " successfully created";
  }

  String removeDirectory(String path) {
    if (names.get(normal(path)) != Kind.DIRECTORY) {
      return WARNING + path + " is not a directory";
    }
    StringBuilder words = new StringBuilder();
    remove(normal(path), words);
    return words.toString();
  }

  /** Notes a file; false where there is no directory for it, or a directory of that name. */
  boolean store(String file) {
    boolean possible =
        names.get(normal(parent(file))) == Kind.DIRECTORY && names.get(file) != Kind.DIRECTORY;
    if (possible) {
      names.put(file, Kind.FILE);
    }
    return possible;
  }

  private void remove(String directory, StringBuilder words) {
    words.append("Deleting file(s) from ").append(directory);
    List<String> children = children(directory);
    if (children.isEmpty()) {
      words.append("\n\t").append(EMPTY);
    }
    for (String child : children) {
      if (names.get(child) == Kind.DIRECTORY) {
        remove(child, words.append('\n'));
      } else {
        words.append("\n\tDeleted ").append(child.substring(directory.length() + 1));
        names.remove(child);
      }
    }
    names.remove(directory);
    words.append("\nDeleting directory ").append(directory);
  }

  private List<String> children(String directory) {
    return names.tailMap(directory + "/").keySet().stream()
        .takeWhile(name -> name.startsWith(directory + "/"))
        .filter(name -> parent(name).equals(directory))
        .toList();
  }

  private void addDirectory(String path) {
    for (String each = path; !each.isEmpty(); each = parent(each)) {
      names.put(each, Kind.DIRECTORY);
    }
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('/')));
  }

  private static String normal(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
