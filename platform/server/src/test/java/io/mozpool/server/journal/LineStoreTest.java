package io.mozpool.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.database.PluggedDataSource;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.database.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class LineStoreTest {

  @TempDir Path directory;
  private TestDatabase database;
  private PluggedDataSource plug;
  private LineStore lines;

  @BeforeEach
  void open() {
    database = TestDatabase.in(directory);
    plug = database.dataSource();
    lines = new LineStore(database.database());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aLineOfADeviceThatIsGoneIsRefused() {
    SqlStatement orphan =
        SqlStatement.of("insert into device_requests (device_id, request_id) values (1, 1)");

    LineStore.Rest rest = lines.store(List.of(line("one"), orphan, line("two")));

    assertThat(rest.refused()).containsExactly(orphan);
    assertThat(rest.reason()).isNotEmpty();
    assertThat(rest.left()).isEmpty();
    assertThat(stored()).containsExactly("one", "two");
  }

  @Test
  void aFailureThatCouldBeTheDatabasesIsTheLinesWhereOthersAreStored() {
    plug.refuse("select odd");

    LineStore.Rest rest =
        lines.store(List.of(line("one"), SqlStatement.of("select odd"), line("two")));

    assertThat(rest.refused()).hasSize(1);
    assertThat(rest.left()).isEmpty();
    assertThat(stored()).containsExactly("one", "two");
  }

  @Test
  void aDatabaseThatTakesNothingIsNotAskedForEachLine() {
    plug.refuse("insert into device_logs");
    List<SqlStatement> all = IntStream.range(0, 500).mapToObj(i -> line("line " + i)).toList();
    int before = plug.attempts();

    LineStore.Rest rest = lines.store(all);

    assertThat(rest.refused()).isEmpty();
    assertThat(rest.left()).hasSize(500).containsAll(all);
    assertThat(plug.attempts() - before).isLessThan(50);
    plug.refuse("nothing");
    assertThat(lines.store(rest.left()).left()).isEmpty();
    assertThat(stored()).hasSize(500);
  }

  @Test
  void aDatabaseThatIsAwayIsAskedOnce() {
    plug.pull();
    int before = plug.attempts();
    List<SqlStatement> all = Stream.of("one", "two").map(LineStoreTest::line).toList();

    assertThat(lines.store(all).left()).isEqualTo(all);

    assertThat(plug.attempts() - before).isEqualTo(1);
    plug.plugIn();
  }

  private static SqlStatement line(String message) {
    return SqlStatement.of(
        "insert into device_logs (device_id, ts, source, message)"
            + " values (?, '2026-01-01 00:00:00', 'test', ?)",
        1L,
        message);
  }

  private List<String> stored() {
    return database
        .database()
        .all(row -> row.getString(1), "select message from device_logs order by id");
  }
}
