package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedFileTest {

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void choose() {
    file = directory.resolve("data/pool.mv.db");
  }

  @Test
  void aMissingFileMakesANewPoolForItsOwnerAlone() throws IOException {
    upgrade();

    assertThat(Schema.upgrade(url(), "sa", "").from()).isPresent();
    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(permissions(file.getParent())).isEqualTo("rwx------");
    assertThat(file.resolveSibling("pool.mv.db.new")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4096, 8192, 20_000})
  void aFileThatWasCutOffIsRefusedAndStaysAsItIs(int size) throws IOException {
    upgrade();
    byte[] left = Arrays.copyOf(Files.readAllBytes(file), size);
    Files.write(file, left);

    assertThatThrownBy(this::upgrade)
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("the database file " + file + " (" + size + " bytes) ")
        .hasMessageEndingWith(
            "; nothing was changed: restore a backup in its place, or move it away for a new,"
                + " empty pool");
    assertThat(file).hasBinaryContent(left);
  }

  @Test
  void theServerDoesNotStartOnAFileThatWasCutOff() throws IOException {
    Files.createDirectories(file.getParent());
    Files.createFile(file);

    assertThatThrownBy(() -> TestServer.prepare(file.getParent(), Map.of("database.url", url())))
        .isInstanceOf(SchemaException.class);
    assertThat(file).isEmptyFile();
  }

  @Test
  void whatIsNoDatabaseIsRefused() throws IOException {
    byte[] noise = new byte[20_000];
    new Random(1).nextBytes(noise);
    Files.createDirectories(file.getParent());
    Files.write(file, noise);

    assertThatThrownBy(this::upgrade)
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("cannot be read (");
    assertThat(file).hasBinaryContent(noise);
  }

  @Test
  void aLinkToADiskThatIsNotThereIsNoMissingFile() throws IOException {
    Files.createDirectories(file.getParent());
    Files.createSymbolicLink(file, directory.resolve("unmounted/pool.mv.db"));

    assertThatThrownBy(this::upgrade)
        .isInstanceOf(SchemaException.class)
        .hasMessageContaining("(a broken link)");
  }

  @Test
  void aStartThatWasKilledBeforeThereWereTablesIsBegunAgain() throws IOException {
    EmbeddedFile killed = EmbeddedFile.of(url()).orElseThrow();
    killed.prepare("sa", "");
    Files.createFile(file);

    upgrade();

    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void aLookMakesNothing() {
    EmbeddedFile.of(url()).orElseThrow().look("sa", "");

    assertThat(file.getParent()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://db/pool",
        "jdbc:h2:mem:x",
        "jdbc:h2:tcp://db/pool",
        "jdbc:h2:async:mem:x",
        "jdbc:h2:zip:a.zip!/x"
      })
  void otherDatabasesHaveNoFileHere(String url) {
    assertThat(EmbeddedFile.of(url)).isEmpty();
  }

  private void upgrade() {
    Schema.upgrade(url(), "sa", "");
  }

  private String url() {
    return "jdbc:h2:async:" + directory.resolve("data/pool") + ";MODE=MySQL;WRITE_DELAY=0";
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
