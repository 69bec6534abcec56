package io.mozpool.plugins.pxe.tftp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetasciiBlocksTest {

  private static final int BLOCK_SIZE = 8;

  @Test
  void emptyFileIsOneEmptyBlock() throws IOException {
    assertThat(block(blocks("", 1), 1)).isEmpty();
  }

  @Test
  void pairIsCutWhereABlockEnds() throws IOException {
    NetasciiBlocks blocks = blocks("1234567\n123456\r", 1);
    assertThat(block(blocks, 1)).isEqualTo("1234567\r");
    assertThat(block(blocks, 2)).isEqualTo("\n123456\r");
    assertThat(block(blocks, 3)).isEqualTo("\0");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "3, 4", "4, 7", "5, 64"})
  void windowSentAgainIsTheSame(long seed, int window) throws IOException {
    String text = randomText(new Random(seed), 999);
    NetasciiBlocks blocks = blocks(text, window);
    StringBuilder sent = new StringBuilder();
    for (long acknowledged = 0; sent.length() % BLOCK_SIZE == 0; acknowledged += window) {
      String first = window(blocks, acknowledged, window);
      assertThat(window(blocks, acknowledged, window)).isEqualTo(first);
      sent.append(first);
    }
    assertThat(sent.toString()).isEqualTo(text.replace("\r", "\r\0").replace("\n", "\r\n"));
  }

  private static String window(NetasciiBlocks blocks, long acknowledged, int window)
      throws IOException {
    StringBuilder sent = new StringBuilder();
    for (int i = 1; i <= window && sent.length() % BLOCK_SIZE == 0; i++) {
      sent.append(block(blocks, acknowledged + i));
    }
    return sent.toString();
  }

  private static String randomText(Random random, int length) {
    StringBuilder text = new StringBuilder();
    random.ints(length, 0, 5).forEach(i -> text.append("ab\r\nc".charAt(i)));
    while (text.toString().replaceAll("[\r\n]", "xx").length() % BLOCK_SIZE == 0) {
      text.append('z');
    }
    return text.toString();
  }

  private static NetasciiBlocks blocks(String text, int window) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    return new NetasciiBlocks(new FileInMemory(bytes), BLOCK_SIZE, window);
  }

  private static String block(NetasciiBlocks blocks, long number) throws IOException {
    ByteBuf packet = Unpooled.buffer();
    blocks.append(number, packet);
    return packet.toString(StandardCharsets.US_ASCII);
  }
}
