package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFilesTest {

  @TempDir Path directory;

  @Test
  void whatIsMadeIsTheOwnersAlone() throws IOException {
    Path made = PrivateFiles.directory(directory.resolve("a/b"));
    Path file = PrivateFiles.file(made.resolve("file"));

    assertThat(permissions(made.getParent())).isEqualTo("rwx------");
    assertThat(permissions(made)).isEqualTo("rwx------");
    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void whatIsThereStaysAsItIs() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "text");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    PrivateFiles.file(file);
    PrivateFiles.directory(directory);

    assertThat(file).hasContent("text");
    assertThat(permissions(file)).isEqualTo("rw-r-----");
  }

  @Test
  void whatOthersHaveMadeBecomesTheOwners() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    PrivateFiles.keep(file);

    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
