package io.mozpool.server.listing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;

/**
 * The answer that is a JSON object with one list. A short list is answered as a whole, so that its
 * length is known; a longer one as its client takes it.
 *
 * @param key of the list
 * @param rest further members of the object, each after a comma; may be empty
 */
public record ListAnswer(String key, String rest) {

  public ListAnswer(String key) {
    this(key, "");
  }

  /** The whole list behind a place. */
  public <P> CompletableFuture<HttpResponse<byte[]>> of(PagedList<P> list, P place) {
    return of(list, place, each -> false, Long.MAX_VALUE);
  }

  /**
   * A part of the list.
   *
   * @param place where it begins, behind it
   * @param isOver of a place: whether the part ends before it
   * @param most rows
   * @return fails where the database does, as long as nothing is answered
   */
  public <P> CompletableFuture<HttpResponse<byte[]>> of(
      PagedList<P> list, P place, Predicate<P> isOver, long most) {
    ListReader<P> reader = new ListReader<>(list, place, isOver, most);
    return reader.begin().thenApply(first -> answer(first, reader));
  }

  private HttpResponse<byte[]> answer(byte[] first, ListReader<?> reader) {
    byte[] head = ("{\"" + key + "\":[").getBytes(UTF_8);
    byte[] tail = ("]" + rest + "}").getBytes(UTF_8);
    return reader.isAtEnd()
        ? HttpResponse.ok(joined(head, first, tail))
        : streamed(Flux.concat(Flux.just(joined(head, first)), reader.rest(), Flux.just(tail)));
  }

  /** Micronaut takes a publisher as the body of any answer; the type says what it is made of. */
  @SuppressWarnings("unchecked")
  private static HttpResponse<byte[]> streamed(Flux<byte[]> body) {
    MutableHttpResponse<?> answer = HttpResponse.ok().body(body);
    return (HttpResponse<byte[]>) answer;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
