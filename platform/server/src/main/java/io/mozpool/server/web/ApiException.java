package io.mozpool.server.web;

import io.micronaut.http.HttpStatus;
import io.mozpool.server.text.Texts;

/** A request that is answered with an error; the message tells the client what was expected. */
public final class ApiException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String detail;

  public ApiException(HttpStatus status, String detail) {
    super(detail);
    this.status = status;
    this.detail = detail;
  }

  /** 404: there is no such thing. */
  public static ApiException unknown(String what, Object name) {
    return new ApiException(
        HttpStatus.NOT_FOUND, "there is no " + what + " '" + Texts.quoted(name.toString()) + "'");
  }

  /** 400: a key of the body, query or path holds what it must not. */
  public static ApiException bad(String key, Object value, String expected) {
    return new ApiException(
        HttpStatus.BAD_REQUEST,
        key + ": expected " + expected + ", not " + Texts.quoted(value.toString()));
  }

  public HttpStatus status() {
    return status;
  }

  /** What is wrong and what was expected. */
  public String detail() {
    return detail;
  }
}
