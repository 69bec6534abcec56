package io.mozpool.cli.preseed;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A build: {@code boot}, {@code system} and {@code userdata}, each a {@code .tar.bz2} or a {@code
 * .tar.gz}, in a directory or on a server.
 */
final class Build {

  /** The tarballs, and the one directory that Android's own build packs into each. */
  private static final Map<String, String> PARTS =
      Map.of("boot", "boot", "system", "system", "userdata", "data");

  private static final int PATIENCE_MILLIS = 30_000;

  private final String base;

  /**
   * @param where a directory, or an {@code http:} URL of one
   */
  Build(String where) {
    this.base = where.endsWith("/") ? where : where + "/";
  }

  /**
   * Unpacks each tarball to a directory of its name.
   *
   * @throws PreseedException where one is missing or no tarball
   */
  void unpack(Path directory) throws IOException, InterruptedException {
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      Path tarball = fetch(part.getKey(), directory);
      Path unpacked = Files.createDirectory(directory.resolve(part.getKey()));
      Tool.TAR.run(
          "-x",
          "-f",
          tarball,
          "-C",
          unpacked,
          "--numeric-owner",
          "--strip-components=" + (holdsOnly(part.getValue(), tarball) ? 1 : 0));
      Files.delete(tarball);
    }
    Path boot = directory.resolve("boot");
    rename(boot.resolve("boot.scr"), boot.resolve("build.scr"));
    wrap(LegacyImage.KERNEL, boot.resolve("kernel"), boot.resolve("uImage"));
    wrap(LegacyImage.RAM_DISK, boot.resolve("ramdisk.img"), boot.resolve("uInitrd"));
  }

  /** Builds of B2G bring the kernel and the RAM disk of Android, which U-Boot cannot start. */
  private static void wrap(LegacyImage type, Path plain, Path wrapped) throws IOException {
    if (Files.exists(plain) && Files.notExists(wrapped)) {
      Files.write(wrapped, type.of(Files.readAllBytes(plain)));
      Files.delete(plain);
    }
  }

  /** A build's boot script is run by ours. */
  private static void rename(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to);
    }
  }

  private static boolean holdsOnly(String name, Path tarball)
      throws IOException, InterruptedException {
    return Tool.TAR
        .run("-t", "-f", tarball)
        .lines()
        .map(line -> line.replaceFirst("^\\./", "").replaceFirst("/.*", ""))
        .filter(top -> !top.isEmpty())
        .collect(Collectors.toSet())
        .equals(Set.of(name));
  }

  private Path fetch(String part, Path directory) throws IOException {
    for (String name : List.of(part + ".tar.bz2", part + ".tar.gz")) {
      Optional<InputStream> found = open(base + name);
      if (found.isPresent()) {
        Path file = directory.resolve(name);
        try (InputStream in = found.get()) {
          Files.copy(in, file);
        }
        return file;
      }
    }
    throw new PreseedException(
        "there is neither %s%s.tar.bz2 nor %s.tar.gz".formatted(base, part, part));
  }

  private static Optional<InputStream> open(String where) {
    try {
      if (!where.matches("https?://.*")) {
        return Optional.of(Files.newInputStream(Path.of(where)));
      }
      URLConnection connection = URI.create(where).toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      return Optional.of(connection.getInputStream());
    } catch (FileNotFoundException | NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new PreseedException("cannot read %s: %s".formatted(where, e.getMessage()));
    }
  }
}
