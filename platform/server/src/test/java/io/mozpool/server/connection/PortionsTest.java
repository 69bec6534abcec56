package io.mozpool.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PortionsTest {

  private static final int LONG = 1_000_000;
  private static final int HIGH = 32_768;

  private int dropped;
  private final UntakenAnswers untaken = new UntakenAnswers(2 * LONG, () -> dropped++);
  private final Narrow connection = connection("10.0.0.1");

  @Test
  void aLongAnswerIsGivenToTheSocketAsTheClientTakesIt() {
    ChannelFuture written = answer(connection, "y".repeat(LONG));

    assertThat(connection.pending()).isLessThan(HIGH + Portions.PORTION + 1_000);
    while (!written.isDone()) {
      connection.take(10_000);
      assertThat(connection.pending()).isLessThan(HIGH + Portions.PORTION + 1_000);
    }
    assertThat(connection.text()).endsWith("\r\n\r\n" + "y".repeat(LONG));
    assertThat(connection.text()).contains("content-length: " + LONG);
  }

  @Test
  void answersComeInTheirOrder() {
    answer(connection, "first".repeat(100_000));
    answer(connection, "second");
    answer(connection, "third".repeat(100_000));

    connection.take(2_000_000);

    assertThat(connection.text().replaceAll("(?s)HTTP/1.1 200 OK.*?\r\n\r\n", "|"))
        .isEqualTo("|" + "first".repeat(100_000) + "|second|" + "third".repeat(100_000));
  }

  @Test
  void theConnectionIsClosedAfterTheLastByte() {
    answer(connection, "y".repeat(LONG)).addListener(ChannelFutureListener.CLOSE);

    connection.take(LONG / 2);
    assertThat(connection.isOpen()).isTrue();
    connection.take(LONG);

    assertThat(connection.isOpen()).isFalse();
    assertThat(connection.text()).endsWith("y".repeat(LONG));
  }

  @Test
  void whatNobodyTakesAnyMoreIsReleased() {
    ByteBuf body = Unpooled.buffer(LONG).writeZero(LONG);
    ChannelFuture written = answer(connection, body);

    connection.close();

    assertThat(body.refCnt()).isZero();
    assertThat(written.isDone()).isTrue();
    assertThat(written.isSuccess()).isFalse();
  }

  @Test
  void theClientThatHasMostOfTheMemoryLosesItsOldestConnection() {
    Narrow first = connection("10.0.0.2");
    Narrow second = connection("10.0.0.2");
    answer(connection, "y".repeat(800_000));
    answer(first, "y".repeat(600_000));
    answer(second, "y".repeat(500_000));
    assertThat(dropped).isZero();

    answer(connection("10.0.0.3"), "y".repeat(400_000));

    assertThat(dropped).isEqualTo(1);
    assertThat(first.isOpen()).isFalse();
    assertThat(second.isOpen()).isTrue();
    assertThat(connection.isOpen()).isTrue();
  }

  private Narrow connection(String client) {
    Narrow narrow = new Narrow(client, new HttpResponseEncoder(), new Portions(untaken));
    narrow.config().setWriteBufferWaterMark(new WriteBufferWaterMark(HIGH / 2, HIGH));
    return narrow;
  }

  private static ChannelFuture answer(Narrow connection, String text) {
    return answer(connection, Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private static ChannelFuture answer(Narrow connection, ByteBuf body) {
    DefaultFullHttpResponse answer =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body);
    HttpUtil.setContentLength(answer, body.readableBytes());
    return connection.writeAndFlush(answer);
  }
}
