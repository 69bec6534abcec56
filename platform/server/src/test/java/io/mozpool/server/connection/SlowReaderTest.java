package io.mozpool.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.connection.ClientConnections.Drop;
import io.netty.buffer.Unpooled;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowReaderTest {

  private final ClientConnections connections =
      new ClientConnections(new Quota("connections", Map.of(), "x", () -> 0), 1_000);
  private final Narrow connection = new Narrow("10.0.0.1", new SlowReader(connections));

  @BeforeEach
  void freeze() {
    connection.freezeTime();
  }

  @Test
  void anAnswerThatIsNotTakenForThirtySecondsIsGivenUp() {
    write(100);
    pass(29);
    assertThat(connection.isOpen()).isTrue();

    pass(1);

    assertThat(connection.isOpen()).isFalse();
    assertThat(connections.dropped(Drop.ANSWER)).isEqualTo(1);
  }

  @Test
  void moreOfItThatIsWrittenMakesNoDifference() {
    write(100);
    pass(20);
    write(100);
    pass(10);

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void anAnswerThatIsTakenBitByBitIsNot() {
    write(100);
    for (int i = 0; i < 99; i++) {
      pass(25);
      connection.take(1);
    }

    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void aConnectionThatHasTakenAllMayStayForEver() {
    write(100);
    pass(20);
    connection.take(100);
    pass(100);
    write(100);
    pass(29);

    assertThat(connection.isOpen()).isTrue();
  }

  private void write(int bytes) {
    connection.writeAndFlush(Unpooled.wrappedBuffer(new byte[bytes]));
  }

  private void pass(int seconds) {
    for (int i = 0; i < seconds; i++) {
      connection.advanceTimeBy(1, TimeUnit.SECONDS);
      connection.runScheduledPendingTasks();
    }
  }
}
