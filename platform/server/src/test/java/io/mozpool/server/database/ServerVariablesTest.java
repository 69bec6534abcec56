package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class ServerVariablesTest {

  private static final String FLUSH = "@@global.innodb_flush_log_at_trx_commit";
  private static final String CONNECTIONS = "@@global.max_connections";

  @TempDir Path directory;
  private TestDatabase database;
  private long flushed;
  private long connections;

  @BeforeEach
  void open() {
    assumeFalse(TestStorage.isEmbedded(), "an embedded database has none");
    database = TestDatabase.in(directory);
    flushed = database.number("select " + FLUSH);
    connections = database.number("select " + CONNECTIONS);
    set(FLUSH, 1);
    set(CONNECTIONS, 80);
  }

  @AfterEach
  void close() {
    if (database != null) {
      set(FLUSH, flushed);
      set(CONNECTIONS, connections);
      database.close();
    }
  }

  @Test
  void nothingIsSaidOfThoseThatAreRight() {
    assertThat(variables().warnings(25, 3)).isEmpty();
  }

  @Test
  void commitsThatCanBeLostAreSaid() {
    set(FLUSH, 2);

    assertThat(variables().warnings(25, 3))
        .singleElement()
        .asString()
        .startsWith("the database's innodb_flush_log_at_trx_commit is 2, expected 1");
  }

  @Test
  void tooFewConnectionsForTheServersThatAreKnownAreSaid() {
    assertThat(variables().warnings(25, 4))
        .containsExactly(
            "the database's max_connections is 80, expected at least 105: 25 for each of 4 servers"
                + " and 5 for others");
  }

  @Test
  void tooFewConnectionsForTheServersThatArePresentAreSaid() {
    database
        .database()
        .update("update imaging_servers set present_until = timestampadd(second, 9, now(6))");

    assertThat(variables().warnings(40, 1))
        .containsExactly(
            "the database's max_connections is 80, expected at least 85: 40 for each of 2 servers"
                + " and 5 for others");
  }

  @Test
  void anEmbeddedDatabaseHasNone() {
    assertThat(ServerVariables.none().warnings(25, 4)).isEmpty();
  }

  private ServerVariables variables() {
    return ServerVariables.of(database.database());
  }

  private void set(String variable, long value) {
    database.database().update("set " + variable + " = " + value);
  }
}
