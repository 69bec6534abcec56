package io.mozpool.server.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyslogFramesTest {

  private static final int LONGEST = 20;

  private final EmbeddedChannel channel = new EmbeddedChannel(new SyslogFrames(LONGEST));

  @Test
  void linesEndAtALineFeed() {
    assertThat(lines("<1>a: one\n<1>a: two\n")).containsExactly("<1>a: one", "<1>a: two");
  }

  @Test
  void linesEndAtANul() {
    assertThat(lines("<1>a: one\0<1>a: two\0")).containsExactly("<1>a: one", "<1>a: two");
  }

  @Test
  void linesEndAfterTheOctetsThatTheySay() {
    assertThat(lines("9 <1>a: one11 <1>a: \u00e9t\u00e912 <1>a: o\nn\0e\n"))
        .containsExactly("<1>a: one", "<1>a: \u00e9t\u00e9", "<1>a: o\nn\0e\n");
  }

  @Test
  void everyLineMayEndInItsOwnWay() {
    assertThat(lines("<1>one\n4 <1>2<1>three\0\n<1>four\n\0<1>five\n"))
        .containsExactly("<1>one", "<1>2", "<1>three", "<1>four\n", "<1>five");
  }

  @Test
  void aLineIsThereAsSoonAsItsLineFeedIs() {
    assertThat(lines("<1>a: o")).isEmpty();
    assertThat(lines("ne\n")).containsExactly("<1>a: one");
  }

  @Test
  void whatAProgramSaysInSeveralLinesIsOneMessage() {
    assertThat(lines("<1>a: b\nc\n d\0<1>e\nf\n<1>g\n"))
        .containsExactly("<1>a: b\nc\n d", "<1>e\nf", "<1>g");
  }

  @Test
  void linesWithoutPriorityAreOneEach() {
    assertThat(lines("one\ntwo\n42\n7 days\n")).containsExactly("one", "two", "42", "7 days");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\0"})
  void ofALineThatIsTooLongTheRestIsLeftOut(String end) {
    assertThat(lines("<1>" + "x".repeat(50) + end + "<1>next" + end))
        .containsExactly("<1>" + "x".repeat(17), "<1>next");
    assertThat(lines("60 <1>" + "y".repeat(57) + "<1>next" + end))
        .containsExactly("<1>" + "y".repeat(17), "<1>next");
  }

  @Test
  void aLineWithoutEndIsNotKept() {
    assertThat(lines("<1>" + "x".repeat(17))).containsExactly("<1>" + "x".repeat(17));
    for (int i = 0; i < 100; i++) {
      assertThat(lines("x".repeat(LONGEST))).isEmpty();
    }
    assertThat(lines("x\n<1>next\n")).containsExactly("<1>next");
  }

  @Test
  void whatIsNoUtf8IsALineAsWell() {
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {'a', (byte) 0xff, 'b', '\n'}));

    assertThat(channel.<String>readInbound()).isEqualTo("a\uFFFDb");
  }

  @Test
  void whatIsLeftAtTheEndIsALine() {
    assertThat(lines("<1>one\n9")).containsExactly("<1>one");

    channel.finish();

    assertThat(channel.<String>readInbound()).isEqualTo("9");
  }

  @Test
  void octetsMayComeOneByOne() {
    List<String> lines = new ArrayList<>();
    for (char octet : "<1>a: one\n9 <1>a: two<1>three\0".toCharArray()) {
      lines.addAll(lines(String.valueOf(octet)));
    }

    assertThat(lines).containsExactly("<1>a: one", "<1>a: two", "<1>three");
  }

  private List<String> lines(String octets) {
    channel.writeInbound(Unpooled.copiedBuffer(octets, StandardCharsets.UTF_8));
    List<String> lines = new ArrayList<>();
    for (String line = channel.readInbound(); line != null; line = channel.readInbound()) {
      lines.add(line);
    }
    return lines;
  }
}
