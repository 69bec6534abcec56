package io.mozpool.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.SignalType;

class ReaderTest {

  /** Takes so many frames, and then no more. */
  private static final class Connection extends BaseSubscriber<byte[]> {

    private final int takes;
    private final List<byte[]> taken = new ArrayList<>();
    private final List<SignalType> ends = new ArrayList<>();

    private Connection(int takes) {
      this.takes = takes;
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      if (takes > 0) {
        subscription.request(takes);
      }
    }

    @Override
    protected void hookOnNext(byte[] frame) {
      taken.add(frame);
    }

    @Override
    protected void hookOnError(Throwable failure) {
      assertThat(failure).hasMessageContaining("too slow");
    }

    @Override
    protected void hookFinally(SignalType end) {
      ends.add(end);
    }
  }

  private final Reader reader = new Reader(Wishes.ALL, Optional.empty());

  @Test
  void whoTakesNothingIsDroppedAtOnceWhatFollowsGoesNowhere() {
    Connection stalled = new Connection(0);
    reader.frames().subscribe(stalled);

    for (int i = 0; i < 40; i++) {
      reader.give(new byte[100_000]);
    }
    assertThat(stalled.ends).isEmpty();
    reader.give(new byte[100_000]);
    reader.give(new byte[100_000]);

    assertThat(stalled.ends).containsExactly(SignalType.ON_ERROR);
    assertThat(stalled.taken).isEmpty();
  }

  @Test
  void manySmallEventsAreTooManyToo() {
    Connection stalled = new Connection(2);
    reader.frames().subscribe(stalled);

    for (int i = 0; i < 5_000; i++) {
      reader.give(new byte[1]);
    }

    assertThat(stalled.taken).hasSize(2);
    assertThat(stalled.ends).containsExactly(SignalType.ON_ERROR);
  }

  @Test
  void theEndComesAtOnce() {
    Connection stalled = new Connection(0);
    reader.frames().subscribe(stalled);
    reader.give(new byte[1]);

    reader.close();

    assertThat(stalled.ends).containsExactly(SignalType.ON_COMPLETE);
  }
}
