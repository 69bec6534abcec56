package io.mozpool.server.hardware;

import io.mozpool.plugin.BootFile;
import io.mozpool.time.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's boot files. What the wire asks for is looked up in a list of the directory that is
 * at most two seconds old; it never becomes part of a path.
 */
public final class BootDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(BootDirectory.class);
  private static final long FRESH = Duration.ofSeconds(2).toNanos();

  private record Listing(Map<String, Path> files, long atNanos) {}

  private final Path directory;
  private final Time time;
  private volatile Listing listing;

  public BootDirectory(Path directory, Time time) {
    this.time = time;
    this.directory = directory;
    this.listing = list();
  }

  Optional<BootFile> find(String requestedName) {
    if (time.nanos() - listing.atNanos() > FRESH) {
      listing = list();
    }
    String name = requestedName.startsWith("/") ? requestedName.substring(1) : requestedName;
    Path file = listing.files().get(name);
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(BootFile.of(file));
    } catch (IOException e) {
      return Optional.empty(); // gone since
    }
  }

  private Listing list() {
    try (Stream<Path> all = Files.walk(directory)) {
      return new Listing(
          all.filter(Files::isRegularFile)
              .filter(Files::isReadable)
              .collect(Collectors.toMap(this::name, file -> file)),
          time.nanos());
    } catch (IOException | UncheckedIOException e) {
      LOG.error("cannot list the boot files in {}: {}", directory, e.toString());
      return new Listing(Map.of(), time.nanos());
    }
  }

  private String name(Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }
}
