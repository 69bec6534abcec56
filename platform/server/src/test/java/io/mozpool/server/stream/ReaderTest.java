package io.mozpool.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

class ReaderTest {

  private final EmbeddedChannel connection = new EmbeddedChannel();
  private final Reader reader = new Reader(Wishes.ALL, Optional.empty(), connection);

  @Test
  void whoLeavesTooManyBytesIsDropped() {
    Stalled stalled = new Stalled();
    reader.frames().subscribe(stalled);
    reader.give(new byte[1_500_000]);
    reader.give(new byte[500_000]);
    assertThat(connection.isOpen()).isTrue();

    stalled.request(1);
    reader.give(new byte[1_500_000]);
    assertThat(connection.isOpen()).isTrue();
    reader.give(new byte[1]);

    assertThat(connection.isOpen()).isFalse();
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
