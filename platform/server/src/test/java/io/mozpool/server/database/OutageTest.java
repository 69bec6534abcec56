package io.mozpool.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.mozpool.server.LogCapture;
import io.mozpool.server.RealTime;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

  private static final SQLException CLOSED = new SQLException("closed", "90121", 90121);

  private final AtomicInteger givenUp = new AtomicInteger();
  private final Outage outage =
      new Outage(RealTime.TIME, RealTime.THREADS, givenUp::incrementAndGet);

  @ParameterizedTest
  @ValueSource(strings = {"22001", "23505", "42S02"})
  void aMistakeIsNoOutage(String state) {
    DatabaseException mistake = new DatabaseException(new SQLException("no", state));

    outage.failed(mistake);

    assertThat(Outage.caused(mistake)).isFalse();
    assertThat(givenUp).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "IO Exception: \"No space left on device\"",
        "Disk full (/tmp/x); waiting for someone to free some space...",
        "The table 'device_logs' is full",
        "Error writing file '/var/lib/mysql/x' (Errcode: 28 \"No space left on device\")"
      })
  void aFullDiskIsTheReasonUntilAChangeIsStored(String message) {
    DatabaseException full = new DatabaseException(new SQLException(message, "HY000"));

    outage.failed(full);
    outage.worked();

    assertThat(outage.explain(full))
        .isEqualTo("nothing can be stored: the database's disk is full");
    assertThat(outage.unwritable()).contains("the database's disk is full");
    outage.wrote();
    assertThat(outage.unwritable()).isEmpty();
  }

  @Test
  void aDatabaseThatIsAwayDoesNotAnswer() {
    outage.failed(CLOSED);

    assertThat(outage.explain(CLOSED)).isEqualTo("the database does not answer");
    assertThat(outage.unwritable()).isEmpty();
  }

  @Test
  void noSecretComesIntoTheLog() {
    try (LogCapture log = new LogCapture()) {
      outage.failed(
          new SQLException(
              "Unable to connect to jdbc:mysql://u:hush@db/pool?password=hush", "08S01"));

      assertThat(log.messages(Level.ERROR))
          .singleElement()
          .asString()
          .contains("jdbc:mysql://db/pool")
          .doesNotContain("hush");
    }
  }

  @Test
  void whatIsNotTheDatabasesIsNoOutage() {
    assertThat(Outage.caused(null)).isFalse();
    assertThat(Outage.caused(new IllegalStateException("x", new RuntimeException()))).isFalse();
  }

  @Test
  void anOutageIsSeenHoweverDeepItIs() {
    assertThat(Outage.caused(CLOSED)).isTrue();
    assertThat(Outage.caused(new SQLException("no state"))).isTrue();
    assertThat(Outage.caused(new CompletionException(new DatabaseException(CLOSED)))).isTrue();
  }

  @Test
  void anOutageIsSaidOnceAndItsEndOnceAndConnectionsAreGivenUpEachTime() {
    try (LogCapture log = new LogCapture()) {
      outage.worked();
      for (int i = 0; i < 5; i++) {
        outage.failed(CLOSED);
        outage.worked();
      }
      assertThat(log.messages(Level.ERROR)).hasSize(1).first().asString().contains("closed");
      assertThat(log.messages(Level.INFO)).as("while it fails and works by turns").isEmpty();

      await()
          .pollInterval(Duration.ofMillis(50))
          .until(
              () -> {
                outage.worked();
                return !log.messages(Level.INFO).isEmpty();
              });
      outage.worked();

      assertThat(log.messages(Level.INFO)).containsExactly("Outage: the database answers again");
      assertThat(givenUp).hasValue(5);
    }
  }
}
