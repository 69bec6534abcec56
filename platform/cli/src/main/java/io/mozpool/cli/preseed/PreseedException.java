package io.mozpool.cli.preseed;

/** What keeps a card from being made, in a sentence. */
final class PreseedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PreseedException(String message) {
    super(message);
  }
}
