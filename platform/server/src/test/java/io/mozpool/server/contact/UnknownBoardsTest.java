package io.mozpool.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.time.ManualTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnknownBoardsTest {

  private final ManualTime time = new ManualTime();
  private final UnknownBoards boards = new UnknownBoards(time.clock());

  @Test
  void aBoardIsListedOnceWithAllThatIsKnownOfIt() throws Exception {
    boards.asked(address(1), Optional.empty(), "tftp", "pxelinux.0");
    String since = boards.list().get(0).last();
    time.pass(Duration.ofSeconds(1));
    boards.asked(address(1), Optional.of("0000000000aa"), "tftp", "pxelinux.cfg/01-00\n");
    boards.asked(address(2), Optional.empty(), "tftp", "x");
    time.pass(Duration.ofSeconds(1));
    boards.sent(address(1), "localhost", "mobile_init_started");

    assertThat(boards.list())
        .extracting(UnknownBoard::address)
        .containsExactly("10.0.0.1", "10.0.0.2");
    UnknownBoard board = boards.list().get(0);
    assertThat(board.identity()).isEqualTo("0000000000aa");
    assertThat(board.name()).isEqualTo("localhost");
    assertThat(board.times()).isEqualTo(3);
    assertThat(board.since()).isEqualTo(since);
    assertThat(board.last()).isGreaterThan(since);
    assertThat(board.lastAction()).isEqualTo("event mobile_init_started");
    assertThat(boards.contacts()).isEqualTo(4);
  }

  @Test
  void boardsThatHaveAnAddressInTurnAreDifferentOnes() throws Exception {
    boards.asked(address(1), Optional.of("0000000000aa"), "tftp", "pxelinux.cfg/01-aa");
    boards.asked(address(1), Optional.of("0000000000bb"), "tftp", "pxelinux.cfg/01-bb");
    boards.sent(address(1), "board\u202e\u009b", "mobile_init_started");
    boards.asked(address(1), Optional.of("0000000000aa"), "tftp", "pxelinux.cfg/01-aa");

    assertThat(boards.list())
        .extracting(UnknownBoard::identity)
        .containsExactlyInAnyOrder("0000000000aa", "0000000000bb");
    assertThat(boards.list())
        .extracting(UnknownBoard::name)
        .containsExactlyInAnyOrder(null, "board\ufffd\ufffd");
  }

  @Test
  void whoeverMakesUpBoardsDrivesNobodyElseAway() throws Exception {
    boards.asked(address(1), Optional.of("0000000000aa"), "tftp", "x");
    for (int i = 0; i < 250; i++) {
      boards.asked(address(2), Optional.of("made up " + i), "tftp", "x");
    }

    assertThat(boards.list()).hasSize(11).extracting(UnknownBoard::address).contains("10.0.0.1");
  }

  @Test
  void aBoardThatIsNotHeardForADayIsForgotten() throws Exception {
    boards.asked(address(1), Optional.empty(), "tftp", "old");
    time.pass(Duration.ofHours(23));
    boards.asked(address(2), Optional.empty(), "tftp", "new");
    time.pass(Duration.ofHours(2));

    assertThat(boards.list()).extracting(UnknownBoard::lastAction).containsExactly("tftp new");
    assertThat(boards.contacts()).isEqualTo(2);
  }

  @Test
  void theLastHundredAreKept() throws Exception {
    for (int i = 0; i < 250; i++) {
      time.pass(Duration.ofMillis(1));
      boards.asked(address(i), Optional.empty(), "tftp", "x".repeat(100_000));
    }

    assertThat(boards.list()).hasSize(100);
    assertThat(boards.list().get(0).address()).isEqualTo("10.0.0.249");
    assertThat(boards.list().get(0).lastAction()).hasSizeLessThan(250);
    assertThat(boards.contacts()).isEqualTo(250);
  }

  private static InetAddress address(int last) throws UnknownHostException {
    return InetAddress.getByName("10.0.0." + last);
  }
}
