package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateSchemaTest {

  private final Terminal terminal = new Terminal();

  @TempDir private Path directory;
  private PoolDirectory pool;

  @BeforeEach
  void choosePool() {
    pool = new PoolDirectory(directory);
  }

  @Test
  void noCommandIsWrongUse() {
    assertThat(terminal.call("db")).isEqualTo(2);
    assertThat(terminal.err()).startsWith("expected a command").contains("create-schema");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create-schema", "partitions", "load-fakes", "import"})
  void helpIsThereForEachCommand(String command) {
    assertThat(terminal.call("db", command, "--help")).isZero();
    assertThat(terminal.out()).startsWith("Usage: mozpool db " + command).contains("--config");
  }

  @ParameterizedTest
  @ValueSource(strings = {"create-schema", "load-fakes"})
  void aNewerSchemaIsRefused(String command) throws Exception {
    createSchema();
    pool.execute(
        "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\", \"description\","
            + " \"type\", \"script\", \"installed_by\", \"execution_time\", \"success\")"
            + " values (1000, '99', 'later', 'SQL', 'V99__later.sql', 'sa', 1, true)");

    assertThat(terminal.call("db", command, "--config", pool.config())).isEqualTo(1);

    assertThat(terminal.err())
        .isEqualTo(
            "mozpool: the database's schema has version 99: expected no newer one than this"
                + " program's\n");
  }

  @Test
  void theServerRefusesANewerSchemaInASentence() throws Exception {
    createSchema();
    pool.execute("update \"flyway_schema_history\" set \"version\" = '99'");
    Files.writeString(directory.resolve("mozpool.yml"), "mozpool: { data: ., port: 0 }");
    Files.createDirectory(directory.resolve("plugins"));

    assertThat(terminal.call("server", "--config", pool.config())).isEqualTo(2);

    assertThat(terminal.err())
        .startsWith("mozpool: the database's schema has version 99: ")
        .hasLineCount(1);
  }

  @Test
  void wrongCredentialsAreSaid() throws Exception {
    createSchema();
    Files.writeString(
        directory.resolve("mozpool.yml"), "mozpool: { data: ., database: { password: wrong } }");

    assertThat(terminal.call("db", "create-schema", "--config", pool.config())).isEqualTo(2);

    assertThat(terminal.err())
        .startsWith("mozpool: cannot use the database in " + directory)
        .contains("Wrong user name or password")
        .hasLineCount(1);
  }

  @Test
  void aDatabaseThatAServerHasIsNamed() throws Exception {
    createSchema();
    try (FileChannel server = FileChannel.open(pool.database(), StandardOpenOption.WRITE)) {
      assertThat(server.tryLock()).isNotNull();

      assertThat(terminal.call("db", "create-schema", "--config", pool.config())).isEqualTo(2);
    }
    assertThat(terminal.err())
        .startsWith("mozpool: the database in " + directory)
        .endsWith(" is in use by another process\n");
  }

  @Test
  void anEmbeddedDatabaseHasNoPartitions() throws Exception {
    assertThat(terminal.call("db", "partitions", "--config", pool.config())).isEqualTo(1);

    assertThat(terminal.err())
        .isEqualTo(
            "mozpool: the logs of an embedded database have no partitions: its server deletes old"
                + " lines\n");
  }

  @Test
  void makesTheTablesOnceAndSaysWhichVersionTheyHave() throws IOException, SQLException {
    assertThat(createSchema().out()).matches("the schema was made, in version [0-9.]+\n");
    assertThat(pool.count("devices")).isZero();
    assertThat(createSchema().out()).matches("the schema has version [0-9.]+ already\n");
  }

  private Terminal createSchema() throws IOException {
    Terminal other = new Terminal();
    assertThat(other.call("db", "create-schema", "--config", pool.config())).isZero();
    return other;
  }
}
