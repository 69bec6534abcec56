package io.mozpool.dist.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.dist.Launcher;
import io.mozpool.dist.faults.LeaseHistory.Taken;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two servers whose database's host goes to summer time while they run. */
@Tag("faults")
class SummerTimeIT {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Until both servers run. */
  private static final Duration WINTER = Duration.ofSeconds(75);

  private static final String SUMMER =
      "select hour(timediff(sysdate(), utc_timestamp())) from dual";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  private MariaDb database;
  private PlainServer one;
  private PlainServer two;

  @BeforeEach
  void start() throws Exception {
    database =
        MariaDb.start(
            directory.resolve("mariadb"), List.of("pool"), Map.of("TZ", summerTimeIn(WINTER)));
    int first = Launcher.freePort();
    int second = Launcher.freePort();
    one = start(first, second);
    one.awaitAnswers();
    two = start(second, first);
    two.awaitAnswers();
  }

  @AfterEach
  void end() {
    one.close();
    two.close();
    database.close();
  }

  @Test
  void noLeaseIsTakenWhenSummerTimeBegins() throws Exception {
    awaitOwnLeases();
    LeaseHistory history = LeaseHistory.of(database);
    assertThat(database.query(SUMMER)).as("not yet summer").containsExactly("0");

    await().atMost(PATIENCE).until(() -> database.query(SUMMER).equals(List.of("1")));
    awaitRenewals();

    assertThat(history.all().stream().map(Taken::toString)).isEmpty();
    awaitOwnLeases();
  }

  private PlainServer start(int port, int peer) throws Exception {
    return PlainServer.start(
        directory,
        database,
        port,
        peer,
        "",
        """
        lease: { time: 12s, renewal: 1s }
        plugins:
          disabled: [example, fake, ping, pxe]
        """,
        "");
  }

  private void awaitOwnLeases() {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () ->
                database
                    .query("select count(*) from imaging_servers where lease_holder = fqdn")
                    .equals(List.of("2")));
  }

  /** Some of each, as their moments tell. */
  private void awaitRenewals() throws Exception {
    for (int i = 0; i < 6; i++) {
      for (PlainServer server : List.of(one, two)) {
        String renewal =
            "select present_until from imaging_servers where fqdn = '" + server.fqdn() + "'";
        List<String> before = database.query(renewal);
        await().until(() -> !database.query(renewal).equals(before));
      }
    }
  }

  /** The time zone of a host, as POSIX has it: an hour ahead of UTC after some time. */
  private static String summerTimeIn(Duration wait) {
    LocalDateTime begin = LocalDateTime.now(ZoneOffset.UTC).plus(wait);
    LocalDateTime end = begin.plusDays(100);
    return "WIN0SUM,%s/%s,%s/0"
        .formatted(day(begin), DateTimeFormatter.ofPattern("H:mm:ss").format(begin), day(end));
  }

  /** From 1 to 365, whether or not there is a 29th of February. */
  private static String day(LocalDateTime moment) {
    boolean counted = moment.toLocalDate().isLeapYear() && moment.getMonthValue() > 2;
    return "J" + (moment.getDayOfYear() - (counted ? 1 : 0));
  }
}
