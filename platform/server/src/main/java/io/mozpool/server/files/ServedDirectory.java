package io.mozpool.server.files;

import io.mozpool.host.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A directory whose files everybody may fetch. A file is found by one look-up, whatever else lies
 * there. Links are followed within the directory, and out of it only to where a setting says so.
 * Any thread may call.
 */
public final class ServedDirectory {

  private final Path directory;
  private final List<Path> linkTargets;
  private final SparingWarnings warnings;

  /**
   * @param linkTargets directories that links may lead to, beside this one
   * @param nanos monotonic time
   */
  public ServedDirectory(Path directory, List<Path> linkTargets, LongSupplier nanos) {
    this.directory = directory;
    this.linkTargets = List.copyOf(linkTargets);
    this.warnings = new SparingWarnings(nanos);
  }

  /**
   * Finds a regular file that can be read. What cannot be is logged, and not there.
   *
   * @param requestedName its path below the directory, as it came over the wire
   */
  public Optional<Path> find(String requestedName) {
    return FileName.plain(requestedName).flatMap(this::path).flatMap(this::lookUp);
  }

  private Optional<Path> path(String name) {
    try {
      return Optional.of(directory.resolve(name));
    } catch (InvalidPathException e) {
      return Optional.empty(); // no file can be called that
    }
  }

  private Optional<Path> lookUp(Path asked) {
    try {
      Path file = asked.toRealPath();
      return isServed(asked, file) ? Optional.of(file) : Optional.empty();
    } catch (NoSuchFileException e) {
      if (!Files.isDirectory(directory)) {
        warnings.warn(directory + " is not there any more: nothing is served from it");
      }
    } catch (IOException e) {
      warnings.warn("cannot read " + asked + ": " + FileReason.of(e));
    }
    return Optional.empty();
  }

  private boolean isServed(Path asked, Path file) {
    if (!mayBeReached(file)) {
      warnings.warn(asked + " is a link to " + file + ", which is in none of mozpool.link-targets");
      return false;
    }
    if (!Files.isRegularFile(file)) {
      return false;
    }
    if (!Files.isReadable(file)) {
      warnings.warn("cannot read " + asked + ": the server's user may not");
      return false;
    }
    return true;
  }

  private boolean mayBeReached(Path file) {
    return Stream.concat(Stream.of(directory), linkTargets.stream())
        .anyMatch(allowed -> isBelow(file, allowed));
  }

  /** Looked up each time: the end of a directory that is a link itself may change. */
  private static boolean isBelow(Path file, Path allowed) {
    try {
      return file.startsWith(allowed.toRealPath());
    } catch (IOException e) {
      return false;
    }
  }
}
