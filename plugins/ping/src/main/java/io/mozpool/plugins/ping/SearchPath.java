package io.mozpool.plugins.ping;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The directories where programs are looked for. */
record SearchPath(List<Path> directories) {

  /** The variable {@code PATH} of this process. */
  static SearchPath ofTheProcess() {
    String path = System.getenv().getOrDefault("PATH", "");
    return new SearchPath(
        Stream.of(path.split(File.pathSeparator))
            .filter(directory -> !directory.isEmpty())
            .map(Path::of)
            .toList());
  }

  /** The first executable file of this name; of an absolute path, the file itself. */
  Optional<Path> find(String program) {
    return directories.stream()
        .map(directory -> directory.resolve(program))
        .filter(Files::isRegularFile)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
