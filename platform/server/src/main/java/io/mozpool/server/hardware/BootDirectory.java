package io.mozpool.server.hardware;

import io.mozpool.plugin.BootFile;
import io.mozpool.server.files.ServedDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The operator's boot files. */
public record BootDirectory(ServedDirectory files) {

  Optional<BootFile> find(String requestedName) {
    return files.find(requestedName).flatMap(BootDirectory::file);
  }

  private static Optional<BootFile> file(Path path) {
    try {
      return Optional.of(BootFile.of(path));
    } catch (IOException e) {
      return Optional.empty(); // gone since
    }
  }
}
