package io.mozpool.server.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.zaxxer.hikari.HikariDataSource;
import io.mozpool.server.RealTime;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class EmbeddedCopyTest {

  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path directory;
  private HikariDataSource pool;
  private Database database;
  private Path file;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(TestStorage.isEmbedded(), "servers of databases have tools of their own");
    pool = TestDatabase.pool(TestStorage.url(directory));
    database = new Database(pool, new Outage(RealTime.TIME, RealTime.THREADS, () -> {}));
    database.update("create table things (id bigint primary key, number bigint, text longtext)");
    database.update("insert into things values (1, 0, ''), (2, 0, '')");
    file = Files.createTempFile(directory, "copy", ".zip");
  }

  @AfterEach
  void close() {
    if (pool != null) {
      pool.close();
    }
  }

  @Test
  void changesGoOnWhileTheFileIsCopied() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> copying =
        copying(
            new EmbeddedCopy(
                RealTime.THREADS,
                pool,
                copy -> {
                  write(copy);
                  awaitQuietly(release);
                },
                LONG));
    await().until(() -> Files.size(file) > 0);

    assertThat(CompletableFuture.supplyAsync(() -> change(1))).succeedsWithin(20, SECONDS);

    assertThat(copying).isNotDone();
    release.countDown();
    assertThat(copying).succeedsWithin(20, SECONDS);
  }

  @Test
  void changesWaitUntilWhatIsInMemoryIsStored() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> copying =
        copying(
            new EmbeddedCopy(
                RealTime.THREADS,
                pool,
                copy -> {
                  begun.countDown();
                  awaitQuietly(release);
                },
                LONG));
    begun.await();

    CompletableFuture<Integer> changed = new CompletableFuture<>();
    Thread changing = new Thread(() -> changed.complete(change(1)));
    changing.start();

    await().until(() -> changing.getState() == Thread.State.TIMED_WAITING);
    assertThat(changed).isNotDone();
    release.countDown();
    assertThat(changed).succeedsWithin(20, SECONDS);
    assertThat(copying).succeedsWithin(20, SECONDS);
  }

  @Test
  void aCopyThatFailsSaysSoAndKeepsNobodyWaiting() {
    EmbeddedCopy copies =
        new EmbeddedCopy(
            RealTime.THREADS,
            pool,
            copy -> {
              throw new SQLException("no space left on device");
            },
            LONG);

    assertThatThrownBy(() -> copies.to(file))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("no space left on device");
    assertThat(change(1)).isEqualTo(1);
  }

  /** As it does where changes add to the file faster than it is copied. */
  @Test
  void changesMakeRoomForACopyThatDoesNotEnd() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    CompletableFuture<Void> copying =
        copying(
            new EmbeddedCopy(
                RealTime.THREADS,
                pool,
                copy -> {
                  write(copy);
                  awaitQuietly(release);
                },
                Duration.ofMillis(1)));
    CompletableFuture<Integer> changed = new CompletableFuture<>();
    AtomicBoolean waited = new AtomicBoolean();
    Thread changing =
        new Thread(
            () -> {
              while (!waited.get()) {
                change(1);
              }
              changed.complete(change(1));
            });
    changing.start();

    await().until(() -> changing.getState() == Thread.State.TIMED_WAITING);
    waited.set(true);

    assertThat(changed).as("after some seconds").succeedsWithin(20, SECONDS);
    assertThat(copying).isNotDone();
    release.countDown();
    assertThat(copying).succeedsWithin(20, SECONDS);
  }

  /** In each transaction both rows get the same number and texts that H2 keeps elsewhere. */
  @Test
  void copiesThatAreMadeDuringChangesHoldNoHalves() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    List<Thread> changing = List.of(changer(enough, 'x'), changer(enough, 'y'));
    changing.forEach(Thread::start);
    EmbeddedCopy copies = new EmbeddedCopy(RealTime.THREADS, pool);
    try {
      for (int i = 0; i < 3; i++) {
        Path copy = Files.createTempFile(directory, "busy", ".zip");
        copies.to(copy);
        assertHoldsNoHalf(copy, directory.resolve("restored" + i));
      }
    } finally {
      enough.set(true);
      for (Thread each : changing) {
        each.join();
      }
    }
  }

  private static void assertHoldsNoHalf(Path copy, Path into) throws Exception {
    Files.createDirectory(into);
    try (InputStream in = Files.newInputStream(copy);
        ZipInputStream zip = new ZipInputStream(in)) {
      Files.copy(zip, into.resolve(zip.getNextEntry().getName()));
    }
    try (Connection restored = TestStorage.connect(TestStorage.url(into));
        var rows =
            restored
                .createStatement()
                .executeQuery("select count(distinct number), count(distinct text) from things")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
      assertThat(rows.getInt(2)).isEqualTo(1);
    }
  }

  private Thread changer(AtomicBoolean enough, char letter) {
    return new Thread(
        () -> {
          for (long number = letter; !enough.get(); number += 100) {
            String text = String.valueOf(letter).repeat((int) (number % 3_000)) + number;
            database.together(
                List.of(
                    SqlStatement.of(
                        "update things set number = ?, text = ? where id = 1", number, text),
                    SqlStatement.of(
                        "update things set text = ?, number = ? where id = 2", text, number)));
          }
        });
  }

  private CompletableFuture<Void> copying(EmbeddedCopy copies) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    new Thread(
            () -> {
              copies.to(file);
              done.complete(null);
            })
        .start();
    return done;
  }

  private int change(long id) {
    return database.update("update things set number = number + 1 where id = ?", id);
  }

  private static void write(Path copy) {
    try {
      Files.writeString(copy, "PK");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
