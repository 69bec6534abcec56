package io.mozpool.server.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/** An error as the API answers it (RFC 9457). */
@Serdeable
public record Problem(String type, String title, int status, String detail) {

  static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

  /** Makes an answer of a problem. */
  public static MutableHttpResponse<?> of(HttpStatus status, String detail) {
    return answer(HttpResponse.status(status), status, detail);
  }

  /** Makes a problem of an answer. */
  static <T> MutableHttpResponse<T> answer(
      MutableHttpResponse<T> response, HttpStatus status, String detail) {
    @SuppressWarnings("unchecked") // an error's body is whatever says best what is wrong
    MutableHttpResponse<T> problem =
        (MutableHttpResponse<T>)
            response
                .status(status)
                .contentType(MEDIA_TYPE)
                .body(new Problem("about:blank", status.getReason(), status.getCode(), detail));
    return problem;
  }
}
