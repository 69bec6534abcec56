package io.mozpool.client;

/** It cannot be done as things stand: the request is closed, the device is in another state. */
public final class ConflictException extends MozpoolException {

  private static final long serialVersionUID = 1L;

  ConflictException(String what, String detail) {
    super(409, what, detail, null);
  }
}
