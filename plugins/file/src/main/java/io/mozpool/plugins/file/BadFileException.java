package io.mozpool.plugins.file;

/** What is wrong with the file, without the file's name. */
final class BadFileException extends Exception {

  private static final long serialVersionUID = 1L;

  BadFileException(String message) {
    super(message);
  }

  /** What is wrong in a line, counted from 1. */
  BadFileException(long line, String message) {
    super("line " + line + ": " + message);
  }
}
