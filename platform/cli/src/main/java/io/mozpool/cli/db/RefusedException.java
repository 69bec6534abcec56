package io.mozpool.cli.db;

/** The database does not take what it is given. The message says why; nothing was changed. */
final class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedException(String reason) {
    super(reason);
  }
}
