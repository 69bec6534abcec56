package io.mozpool.host;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Makes files and directories that their owner alone may read, whatever the process's umask says.
 * Those that are there already stay as they are. Where the file system knows no owners they are
 * made as it makes them.
 */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFiles() {}

  /** Makes a directory and those above it, as far as they are missing. */
  public static Path directory(Path directory) throws IOException {
    return Files.isDirectory(directory)
        ? directory
        : Files.createDirectories(directory, attributes(directory, DIRECTORY));
  }

  /** Makes an empty file where there is none. */
  public static Path file(Path file) throws IOException {
    try {
      return Files.createFile(file, attributes(file, FILE));
    } catch (FileAlreadyExistsException e) {
      return file;
    }
  }

  /** Takes a file that somebody else's code has just made from all but its owner. */
  public static void keep(Path file) throws IOException {
    if (isPosix(file)) {
      Files.setPosixFilePermissions(file, FILE);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
