package io.mozpool.server.listing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpResponse;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

/** A list of numbers, by pages of a thousand; the executor runs when it is told to. */
class PagedListTest {

  private static final ListAnswer ANSWER = new ListAnswer("numbers");

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Long> read = new ArrayList<>();
  private long size = 3_500;
  private int width = 1;
  private final PagedList<Long> list = new PagedList<>(tasks::add, 1, this::behind);

  @Test
  void aLongListIsReadInPages() {
    assertThat(text(answer(0L))).isEqualTo(expected(1, 3_500));
    assertThat(read).containsExactly(0L, 1_000L, 2_000L, 3_000L);
  }

  @Test
  void aListThatEndsWithAPageDoesToo() {
    size = 2_000;
    assertThat(text(answer(0L))).isEqualTo(expected(1, 2_000));
  }

  @Test
  void aShortListIsAnsweredAsAWhole() {
    size = 10;
    HttpResponse<byte[]> answer = answer(0L);

    assertThat(answer.body()).isEqualTo(expected(1, 10).getBytes(UTF_8));
  }

  @Test
  void anEmptyListIsAList() {
    size = 0;
    assertThat(text(answer(0L))).isEqualTo("{\"numbers\":[]}");
  }

  @Test
  void aPartOfItIsWhatItSays() {
    CompletableFuture<HttpResponse<byte[]>> part =
        ANSWER.of(list, 998L, number -> number > 1_003, Long.MAX_VALUE);
    run();
    assertThat(text(part.join())).isEqualTo(expected(999, 1_003));

    CompletableFuture<HttpResponse<byte[]>> few = ANSWER.of(list, 998L, number -> false, 3);
    run();
    assertThat(text(few.join())).isEqualTo(expected(999, 1_001));
  }

  @Test
  void whoWaitsForTheSamePageSharesIt() {
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(ANSWER.of(list, 0L));
    }
    run();
    assertThat(read).containsExactly(0L);
    answers.forEach(answer -> assertThat(answer).isCompleted());

    ANSWER.of(list, 0L);
    run();

    assertThat(read).as("a page that was asked for later is read later").containsExactly(0L, 0L);
  }

  @Test
  void aReaderThatTakesNothingHasNothingReadForIt() {
    width = 1_000;
    Publisher<byte[]> body = body(answer(0L));
    Slow slow = new Slow();
    body.subscribe(slow);
    run();
    assertThat(read).containsExactly(0L);

    slow.take(10);
    run();

    assertThat(read).containsExactly(0L);
    assertThat(numbers(slow.taken.toString())).startsWith("1", "2", "3");
  }

  /** Its page is not kept for it: it is read anew, from where it stands. */
  @Test
  void aSlowReaderGoesOnWhereItStandsWhenItsPageIsForgotten() {
    width = 2_000;
    Slow slow = new Slow();
    Flux.from(body(answer(0L))).subscribe(slow);
    slow.take(3);
    long standsAt = last(slow.taken.toString());
    for (long other : new long[] {1_001, 1_002, 1_003, 1_004}) {
      ANSWER.of(list, other);
    }
    run();
    read.clear();

    while (!slow.over) {
      slow.take(1);
      run();
    }

    assertThat(read.get(0)).isBetween(standsAt, standsAt + 100);
    assertThat(numbers(slow.taken.toString())).isEqualTo(numbers(expected(1, 3_500)));
  }

  @Test
  void aPageThatCannotBeReadFailsTheAnswerThatHasNotBegun() {
    size = -1;
    CompletableFuture<HttpResponse<byte[]>> answer = ANSWER.of(list, 0L);
    run();
    assertThatThrownBy(answer::join).hasMessageContaining("away");

    size = 1;
    assertThat(text(answer(0L))).isEqualTo(expected(1, 1));
  }

  private HttpResponse<byte[]> answer(long place) {
    CompletableFuture<HttpResponse<byte[]>> answer = ANSWER.of(list, place);
    run();
    return answer.join();
  }

  private void run() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private List<ListRow<Long>> behind(long place, int count) {
    if (size < 0) {
      throw new IllegalStateException("the database is away");
    }
    read.add(place);
    return LongStream.rangeClosed(place + 1, Math.min(size, place + count))
        .mapToObj(number -> new ListRow<>(number, padded(number)))
        .toList();
  }

  private byte[] padded(long number) {
    return (" ".repeat(width - 1) + number).getBytes(UTF_8);
  }

  private String text(HttpResponse<byte[]> answer) {
    Object body = ((HttpResponse<?>) answer).body();
    if (body instanceof byte[] whole) {
      return new String(whole, UTF_8);
    }
    Slow reader = new Slow();
    body(answer).subscribe(reader);
    while (!reader.over) {
      reader.take(1);
      run();
    }
    return reader.taken.toString();
  }

  @SuppressWarnings("unchecked")
  private static Publisher<byte[]> body(HttpResponse<byte[]> answer) {
    return (Publisher<byte[]>) ((HttpResponse<?>) answer).body();
  }

  private static String expected(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "{\"numbers\":[", "]}"));
  }

  private static List<String> numbers(String json) {
    return List.of(json.replaceAll("[^0-9,]", "").split(","));
  }

  private static long last(String json) {
    List<String> numbers = numbers(json);
    return Long.parseLong(numbers.get(numbers.size() - 1));
  }

  private static final class Slow extends BaseSubscriber<byte[]> {

    private final StringBuilder taken = new StringBuilder();
    private boolean over;

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
      // It asks for nothing yet.
    }

    void take(int portions) {
      request(portions);
    }

    @Override
    protected void hookOnNext(byte[] portion) {
      taken.append(new String(portion, UTF_8));
    }

    @Override
    protected void hookOnComplete() {
      over = true;
    }
  }
}
