package io.mozpool.server.database;

import static java.util.stream.IntStream.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
class GroupReaderTest {

  private record Server(long id, String fqdn) {}

  @TempDir private Path directory;
  private final Queue<Runnable> queries = new ArrayDeque<>();
  private TestDatabase pool;
  private GroupReader<Long, Server> reader;

  @BeforeEach
  void open() {
    pool = TestDatabase.in(directory);
    reader =
        new GroupReader<>(
            pool.database(),
            queries::add,
            "select id, fqdn from imaging_servers where id",
            row -> new Server(row.getLong(1), row.getString(2)),
            Server::id);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void whatWaitsIsReadWithOneQuery() {
    List<CompletableFuture<Optional<Server>>> answers = new ArrayList<>();
    for (long id : List.of(1, 2, 1, 3)) {
      answers.add(reader.read(id));
    }

    assertThat(queries).hasSize(1);
    queries.remove().run();

    assertThat(queries).isEmpty();
    assertThat(answers)
        .extracting(answer -> answer.join().map(Server::fqdn).orElse("none"))
        .containsExactly("here", "there", "here", "none");
  }

  @Test
  void whatIsAskedForWhileAQueryIsUnderWaySeesWhatWasCommittedBefore() {
    CompletableFuture<Optional<Server>> before = reader.read(3L);
    CompletableFuture<Optional<Server>> after =
        before.thenCompose(
            nothing -> {
              pool.database().update("insert into imaging_servers (id, fqdn) values (3, 'new')");
              return reader.read(3L);
            });
    while (!queries.isEmpty()) {
      queries.remove().run();
    }

    assertThat(before.join()).isEmpty();
    assertThat(after.join()).contains(new Server(3, "new"));
  }

  @Test
  void aLargeGroupIsReadInParts() {
    range(10, 210)
        .forEach(
            id ->
                pool.database()
                    .update("insert into imaging_servers (id, fqdn) values (?, ?)", id, "s" + id));
    List<CompletableFuture<Optional<Server>>> answers =
        range(10, 210).mapToObj(id -> reader.read((long) id)).toList();
    while (!queries.isEmpty()) {
      queries.remove().run();
    }

    assertThat(answers).hasSize(200).allMatch(answer -> answer.join().isPresent());
  }

  @Test
  void aDatabaseThatIsAwayFailsThoseWhoWaitAndNobodyAfterThem() {
    pool.dataSource().pull();
    CompletableFuture<Optional<Server>> lost = reader.read(1L);
    queries.remove().run();
    pool.dataSource().plugIn();
    CompletableFuture<Optional<Server>> found = reader.read(1L);
    queries.remove().run();

    assertThatThrownBy(lost::join).hasCauseInstanceOf(DatabaseException.class);
    assertThat(found.join()).contains(new Server(1, "here"));
  }
}
