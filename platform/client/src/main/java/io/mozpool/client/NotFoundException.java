package io.mozpool.client;

/** There is no such device, request, image or whatever was named. */
public final class NotFoundException extends MozpoolException {

  private static final long serialVersionUID = 1L;

  NotFoundException(String what, String detail) {
    super(404, what, detail, null);
  }
}
