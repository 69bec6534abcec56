package io.mozpool.plugins.mozillainventory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.PluginContext;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads JSON by HTTP; a document comes whole and in time, or not at all. */
final class HttpJson {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final int QUOTED = 200;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String authorization;
  private final PluginContext context;

  /**
   * @param authorization the value of the header Authorization; empty for none
   */
  HttpJson(String authorization, PluginContext context) {
    this.authorization = authorization;
    this.context = context;
  }

  /** The document at this URL. */
  JsonNode get(URI url, Deadline deadline) throws DriverException, InterruptedException {
    HttpResponse<byte[]> answer = patiently(url, deadline);
    if (answer.statusCode() != 200) {
      throw failure(
          Reason.REFUSED, url, "expected status 200, got " + answer.statusCode() + target(answer));
    }
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw failure(Reason.GARBLED, url, "expected JSON, got " + e.getOriginalMessage());
    } catch (IOException e) {
      throw failure(Reason.GARBLED, url, "expected JSON, got " + e);
    }
  }

  /** Asks a server again that has too much to do, after the pause that it wants. */
  private HttpResponse<byte[]> patiently(URI url, Deadline deadline)
      throws DriverException, InterruptedException {
    HttpResponse<byte[]> answer = send(url, deadline);
    for (int repeat = 0; repeat < Busy.MOST_REPEATS && Busy.is(answer); repeat++) {
      Duration pause = Busy.pause(answer, repeat, context.clock());
      if (pause.compareTo(deadline.remaining()) >= 0) {
        throw failure(
            Reason.REFUSED,
            url,
            "expected status 200, got %d and the wish for a pause of %d s, which is more than the time that is left"
                .formatted(answer.statusCode(), pause.toSeconds()));
      }
      context.pause(pause, deadline);
      answer = send(url, deadline);
    }
    return answer;
  }

  /** The target of a redirect, which is not followed: the credentials are for nobody else. */
  private static String target(HttpResponse<byte[]> answer) {
    return answer.statusCode() / 100 == 3
        ? answer.headers().firstValue("Location").map(target -> " to " + cut(target)).orElse("")
        : "";
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), QUOTED));
  }

  private HttpResponse<byte[]> send(URI url, Deadline deadline)
      throws DriverException, InterruptedException {
    long nanos = deadline.remaining().toNanos();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request(url), BodyHandlers.ofByteArray());
    deadline.closeOnExpiry(() -> answer.cancel(true));
    try {
      return answer.get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException e) {
      throw failure(Reason.TIMED_OUT, url, "expected a whole answer in time");
    } catch (ExecutionException e) {
      Reason reason =
          e.getCause() instanceof ConnectException ? Reason.UNREACHABLE : Reason.GARBLED;
      throw failure(reason, url, "expected an answer, got " + e.getCause());
    } finally {
      answer.cancel(true); // which closes the connection unless all is read
    }
  }

  private HttpRequest request(URI url) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", "application/json");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return request.build();
  }

  static DriverException failure(Reason reason, URI url, String what) {
    return new DriverException(reason, "GET " + url + ": " + what);
  }
}
