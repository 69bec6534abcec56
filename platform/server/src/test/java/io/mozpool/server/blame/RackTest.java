package io.mozpool.server.blame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten boards, and what is wrong with none of them. */
@Timeout(300)
class RackTest {

  /** All attempts of one board, and those of its self-test. */
  private static final Duration ATTEMPTS = Duration.ofMinutes(10);

  @TempDir Path directory;
  private Rack rack;

  @BeforeEach
  void open() {
    rack = new Rack(directory, 10);
  }

  @AfterEach
  void close() {
    rack.close();
  }

  @Test
  void oneBadKernelTakesTwoBoardsOutOfReady() {
    rack.breakConfig("fake-b2g");
    long request = rack.request("any");

    rack.pass(ATTEMPTS.multipliedBy(6));

    assertThat(rack.state(request)).isEqualTo("failed_bad_image");
    assertThat(rack.left()).isEqualTo(2);
    assertThat(rack.in("ready")).hasSize(10);
    assertThat(rack.count("select count(*) from accusations")).isEqualTo(1);
  }

  @Test
  void whileASelfTestDecidesNobodyElseGetsTheImage() {
    rack.breakConfig("fake-b2g");
    rack.request("board1");
    rack.pass(Duration.ofMinutes(9));
    rack.breakConfig("fake-selftest");

    rack.pass(Duration.ofMinutes(2));
    long other = rack.request("any");
    rack.pass(Duration.ofMinutes(1));

    assertThat(rack.state(other)).isEqualTo("finding_device");
    assertThat(rack.left()).isEqualTo(1);
    assertThat(rack.server.get("/api/request/" + other + "/candidates/").body())
        .contains("a self-test decides whether its image is to blame, which board1 failed to boot");
  }

  @Test
  void aBoardWhoseSelfTestFailsIsToBlameItself() {
    rack.breakConfig("fake-b2g");
    rack.breakConfig("fake-selftest");
    rack.request("board1");

    rack.pass(ATTEMPTS.multipliedBy(2));

    assertThat(rack.in("failed_self_test")).containsExactly("board1");
    assertThat(rack.count("select count(*) from accusations")).isZero();
  }

  @Test
  void afterAnAccusationOneBoardAtATimeTriesUntilOneIsReady() {
    rack.breakConfig("fake-b2g");
    rack.request("any");
    rack.pass(ATTEMPTS.multipliedBy(3));
    List<Long> requests = IntStream.range(0, 3).mapToObj(i -> rack.request("any")).toList();
    rack.pass(Duration.ofMinutes(5));

    assertThat(requests.stream().map(rack::state))
        .containsExactly("pending", "finding_device", "finding_device");
    rack.mend("fake-b2g");
    rack.pass(Duration.ofMinutes(3));

    assertThat(requests.stream().map(rack::state)).containsOnly("ready");
    assertThat(rack.count("select count(*) from accusations")).isZero();
    assertThat(rack.count("select count(*) from boot_failures")).isZero();
  }

  @Test
  void aFurtherBoardThatSpeaksAgainstTheImageEndsThoseThatWaitedSince() {
    rack.breakConfig("fake-b2g");
    rack.request("any");
    rack.pass(ATTEMPTS.multipliedBy(3));
    long left = rack.left();
    List<Long> requests = IntStream.range(0, 3).mapToObj(i -> rack.request("any")).toList();

    rack.pass(ATTEMPTS.multipliedBy(2));

    assertThat(requests.stream().map(rack::state)).containsOnly("failed_bad_image");
    assertThat(rack.left()).isLessThanOrEqualTo(left + 1);
  }

  @Test
  void anotherPxeConfigLiftsTheAccusation() {
    rack.breakConfig("fake-b2g");
    rack.request("any");
    rack.pass(ATTEMPTS.multipliedBy(3));
    rack.server.send(
        "PUT", "/api/admin/pxe-configs/fake-b2g/", "{\"contents\": \"a better kernel\"}");
    rack.mend("fake-b2g");

    List<Long> requests = IntStream.range(0, 3).mapToObj(i -> rack.request("any")).toList();
    rack.pass(Duration.ofMinutes(1));

    assertThat(requests.stream().map(rack::state)).containsOnly("ready");
    assertThat(rack.count("select count(*) from accusations")).isZero();
  }

  @Test
  void aPersonLiftsTheAccusation() {
    rack.breakConfig("fake-b2g");
    rack.request("any");
    rack.pass(ATTEMPTS.multipliedBy(3));
    assertThat(rack.server.get("/api/report/accusations/").at("accusations.0.image"))
        .isEqualTo("b2g");
    assertThat(rack.server.get("/health").body()).contains("image b2g is accused on panda");

    assertThat(rack.server.post("/api/admin/images/b2g/trust/").status()).isEqualTo(204);

    assertThat(rack.server.get("/api/report/accusations/").list("accusations")).isEmpty();
    List<Long> requests = IntStream.range(0, 3).mapToObj(i -> rack.request("any")).toList();
    assertThat(requests.stream().map(rack::state)).as("all at once").containsOnly("pending");
  }

  @Test
  void withoutTftpForHalfAnHourNothingIsAccusedAndTwoBoardsAreLost() {
    rack.tftp(false);
    IntStream.range(0, 4).forEach(i -> rack.request("any"));
    rack.pass(Duration.ofMinutes(5));
    IntStream.range(0, 3).forEach(i -> rack.request("any"));
    rack.pass(Duration.ofMinutes(15));
    assertThat(rack.server.get("/health").body()).contains("self-tests of panda ES Rev B2 pause");
    rack.pass(Duration.ofMinutes(10));
    rack.tftp(true);

    rack.pass(Duration.ofMinutes(10));

    assertThat(rack.count("select count(*) from accusations")).isZero();
    assertThat(rack.in("failed_self_test")).hasSizeLessThanOrEqualTo(2);
    assertThat(rack.in("ready")).hasSize(10 - rack.in("failed_self_test").size());
    assertThat(rack.server.get("/health").body()).doesNotContain("pause until");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 12, 18, 20, 28})
  void whenTheyWereAskedForMakesNoDifference(int minutes) {
    rack.tftp(false);
    rack.pass(Duration.ofMinutes(minutes));
    IntStream.range(0, 3).forEach(i -> rack.request("any"));
    rack.pass(Duration.ofMinutes(30 - minutes));
    rack.tftp(true);

    rack.pass(Duration.ofMinutes(10));

    assertThat(rack.count("select count(*) from accusations")).isZero();
    assertThat(rack.in("failed_self_test")).hasSizeLessThanOrEqualTo(2);
    assertThat(rack.in("ready")).hasSize(10 - rack.in("failed_self_test").size());
  }

  @Test
  void aRequestEveryMinuteDoesNotMakeItWorse() {
    rack.tftp(false);
    for (int minute = 0; minute < 30; minute++) {
      long request = rack.request("any");
      rack.pass(Duration.ofSeconds(60));
      if (minute % 3 == 0) {
        rack.server.post("/api/request/" + request + "/return/");
      }
    }
    rack.tftp(true);

    rack.pass(Duration.ofMinutes(10));

    assertThat(rack.count("select count(*) from accusations")).isZero();
    assertThat(rack.in("failed_self_test")).hasSizeLessThanOrEqualTo(2);
    assertThat(rack.in("ready")).hasSize(10 - rack.in("failed_self_test").size());
  }

  @Test
  void aBoardThatIsReturnedWhileItFailsTestsItselfAndIsFreeAgain() {
    rack.breakConfig("fake-b2g");
    long request = rack.request("board1");
    rack.server.post("/api/request/" + request + "/return/");

    rack.pass(Duration.ofSeconds(17));
    assertThat(rack.in("pxe_booting")).as("it goes on").containsExactly("board1");
    rack.pass(Duration.ofSeconds(10));

    assertThat(rack.in("ready")).hasSize(10);
    assertThat(rack.count("select count(*) from boot_failures")).isZero();
  }

  @Test
  void whatAPersonAskedForKeepsItsTries() {
    rack.breakConfig("fake-b2g");
    rack.server.post(
        "/api/device/board1/event/please_image/", "{\"image\": \"b2g\", \"boot_config\": \"{}\"}");

    rack.pass(Duration.ofMinutes(5));

    assertThat(rack.in("pxe_booting")).containsExactly("board1");
    assertThat(Map.of("tries", rack.server.text("select state_counters from devices where id = 1")))
        .asString()
        .contains("pxe_booting");
  }
}
