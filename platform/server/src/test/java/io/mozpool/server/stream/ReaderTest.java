package io.mozpool.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class ReaderTest {

  private final EmbeddedChannel connection = new EmbeddedChannel();
  private final Reader reader = new Reader(Wishes.ALL, Optional.empty(), connection);

  @Test
  void whoseConnectionHoldsTooMuchIsDropped() {
    List<byte[]> taken = new ArrayList<>();
    reader.frames().subscribe(taken::add);
    connection.write(Unpooled.wrappedBuffer(new byte[3_000_000]));

    reader.give(new byte[10]);
    assertThat(connection.isOpen()).isTrue();
    connection.write(Unpooled.wrappedBuffer(new byte[2_000_000]));
    reader.give(new byte[10]);

    assertThat(connection.isOpen()).isFalse();
    assertThat(taken).hasSize(1);
  }

  @Test
  void whoTakesNothingIsDropped() {
    reader.frames().subscribe(new Stalled());

    for (int i = 0; i < 4_096; i++) {
      reader.give(new byte[1]);
    }
    assertThat(connection.isOpen()).isTrue();
    reader.give(new byte[1]);

    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void theEndComesAtOnce() {
    Stalled stalled = new Stalled();
    reader.frames().subscribe(stalled);
    reader.give(new byte[1]);

    reader.close();

    assertThat(stalled.over).isTrue();
  }

  private static final class Stalled extends BaseSubscriber<byte[]> {

    private final AtomicBoolean over = new AtomicBoolean();

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      // It asks for nothing.
    }

    @Override
    protected void hookOnComplete() {
      over.set(true);
    }
  }
}
