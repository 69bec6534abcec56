package io.mozpool.server.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.mozpool.server.LogCapture;
import io.mozpool.server.RealTime;
import io.mozpool.server.database.PluggedDataSource;
import io.mozpool.server.journal.Journal;
import io.mozpool.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("database")
@Timeout(60)
class IntakeTest {

  private static final int CAPACITY = 500;
  private static final int LINES_PER_SECOND = 5;
  private static final int SAVED = 20 * LINES_PER_SECOND;

  private final ManualClock clock = new ManualClock();

  @TempDir Path directory;
  private Boards boards;
  private PluggedDataSource plug;
  private Senders senders;
  private Journal journal;
  private Intake intake;

  @BeforeEach
  void open() {
    boards = Boards.in(directory);
    boards.add("one", "192.0.2.1");
    boards.add("two", "192.0.2.2");
    plug = boards.database().dataSource();
    senders = boards.senders();
    senders.read();
    journal = new Journal(RealTime.THREADS, boards.database().database(), clock, CAPACITY);
    intake = new Intake(senders, journal, clock, LINES_PER_SECOND);
  }

  @AfterEach
  void close() {
    plug.plugIn();
    journal.close();
    senders.close();
    boards.close();
  }

  @Test
  void unknownSendersAreCountedAndNamedOnceAnHour() {
    try (LogCapture log = new LogCapture()) {
      receive("192.0.2.9", "<134>who: one");
      receive("192.0.2.9", "<134>who: two");

      assertThat(log.messages(Level.WARN)).singleElement().asString().contains("192.0.2.9");
      clock.tick(Duration.ofMinutes(61));
      receive("192.0.2.9", "<134>who: three");
      assertThat(log.messages(Level.WARN)).hasSize(2);
    }
    journal.close();
    assertThat(intake.counts()).isEqualTo(new SyslogCounts(3, 0, 3, 0));
    assertThat(stored("1 = 1")).isZero();
  }

  @Test
  void forgedAddressesDoNotFillTheServersLog() {
    try (LogCapture log = new LogCapture()) {
      for (int i = 0; i < 5_000; i++) {
        receive("10.0." + i / 250 + "." + i % 250, "<134>who: there");
      }

      assertThat(log.messages(Level.WARN)).hasSize(100);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<0>Kernel panic: not syncing | syslog | Kernel panic: not syncing",
        "<3>I/O error: dev sda, sector 0 | syslog | I/O error: dev sda, sector 0",
        "<6>usb 1-1: new device | syslog | usb 1-1: new device",
        "<6>Nov 22 08:39:13 localhost kernel: after a moment | kernel | after a moment",
        "<6>two kernel: of another | syslog | two kernel: of another",
        "<6>ONE kernel: its own name | kernel | its own name",
        "<6>192.0.2.1 kernel: its own address | kernel | its own address",
        "<6>kernel: no host | kernel | no host",
        "<14>1 2026-11-22T08:39:13Z elsewhere kernel - - - a field | kernel | a field"
      })
  void aHostIsOnlyTheDevicesName(String line, String tag, String text) {
    receive("192.0.2.1", line);
    journal.close();

    assertThat(stored("device_id = 1 and source = '%s' and message = '%s'".formatted(tag, text)))
        .isEqualTo(1);
  }

  @Test
  void aLineGoesIntoTheLogOfItsDevice() {
    receive("192.0.2.2", "<134>Nov 22 08:39:13 mobile-init.sh: of an address");
    receive("192.0.2.9", "<134>one selftest.py[INFO]: of a host\0");
    journal.close();

    assertThat(line(2)).isEqualTo("mobile-init.sh: of an address");
    assertThat(line(1)).isEqualTo("selftest.py: of a host");
  }

  @Test
  void theMomentIsOurs() {
    receive("192.0.2.1", "<134>1 1970-01-01T00:00:00Z one a - - - wrong by years");
    journal.close();

    assertThat(stored("ts = '2026-01-01 00:00:00'")).isEqualTo(1);
  }

  @Test
  void ofTooManyLinesTheRestIsDroppedAndTheLogSaysSo() {
    for (int i = 0; i < 10_000; i++) {
      receive("192.0.2.1", "<134>flood: line " + i);
    }
    receive("192.0.2.2", "<134>calm: line");
    intake.reportDropped();
    intake.reportDropped();
    journal.close();

    assertThat(stored("device_id = 1 and source = 'flood'")).isEqualTo(SAVED);
    assertThat(stored("device_id = 2")).isEqualTo(1);
    assertThat(text("source = 'syslog'"))
        .isEqualTo("9900 lines were dropped: more than 5 a second");
    assertThat(intake.counts()).isEqualTo(new SyslogCounts(10_001, SAVED + 1, 0, 9_900));
  }

  @Test
  void whoWasSilentMayAgain() {
    flood(SAVED);
    receive("192.0.2.1", "<134>flood: too much");
    clock.tick(Duration.ofSeconds(2));
    flood(100);
    clock.tick(Duration.ofDays(-1));
    flood(100);
    clock.tick(Duration.ofDays(9));
    flood(2 * SAVED);
    journal.close();

    assertThat(stored("1 = 1")).isEqualTo(SAVED + 2 * LINES_PER_SECOND + SAVED);
  }

  @Test
  void aFloodPushesNobodysLinesOutWhileTheDatabaseIsAway() {
    Journal machines = new Journal(RealTime.THREADS, boards.database().database(), clock);
    plug.pull();
    flood(60_000);
    receive("192.0.2.2", "<134>calm: line");
    machines.add("device", 1, Journal.STATE_MACHINE, "ready -> offline");
    plug.plugIn();

    await().until(() -> stored("device_id = 2") == 1);
    machines.close();

    assertThat(stored("source = 'statemachine'")).isEqualTo(1);
    assertThat(stored("source = 'flood'")).isEqualTo(SAVED);
    assertThat(intake.counts().dropped()).isEqualTo(60_000 - SAVED);
  }

  @Test
  void aFloodOfAllDevicesFillsNoMemory() {
    int devices = 20;
    for (int i = 0; i < devices; i++) {
      boards.add("more" + i, "192.0.3." + i);
    }
    senders.read();
    plug.pull();
    for (int i = 0; i < devices; i++) {
      for (int line = 0; line < SAVED; line++) {
        receive("192.0.3." + i, "<134>flood: line");
      }
    }

    assertThat(intake.counts().stored()).isBetween((long) CAPACITY, 2L * CAPACITY);
    plug.plugIn();
    journal.close();
    SyslogCounts counts = intake.counts();
    assertThat(stored("1 = 1")).isEqualTo(counts.stored());
    assertThat(counts.stored() + counts.dropped()).isEqualTo(devices * SAVED);
  }

  private void flood(int lines) {
    for (int i = 0; i < lines; i++) {
      receive("192.0.2.1", "<134>flood: line");
    }
  }

  private void receive(String source, String line) {
    intake.receive(Boards.address(source), line);
  }

  private long stored(String condition) {
    return boards.database().number("select count(*) from device_logs where " + condition);
  }

  private String line(long device) {
    return text("device_id = " + device + " and source <> ''");
  }

  private String text(String condition) {
    return boards
        .database()
        .text("select concat(source, ': ', message) from device_logs where " + condition)
        .replaceFirst("^syslog: ", "");
  }
}
