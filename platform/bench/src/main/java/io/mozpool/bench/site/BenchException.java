package io.mozpool.bench.site;

/** Nothing can be measured. The message says why, in a sentence. */
public final class BenchException extends Exception {

  private static final long serialVersionUID = 1L;

  public BenchException(String reason) {
    super(reason);
  }
}
