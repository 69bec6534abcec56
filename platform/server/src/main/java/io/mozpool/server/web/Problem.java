package io.mozpool.server.web;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/** An error as the API answers it (RFC 9457). */
@Serdeable
public record Problem(String type, String title, int status, String detail) {

  static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

  /** Makes an answer of it. */
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
