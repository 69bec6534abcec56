package io.mozpool.cli.demo;

/** The pool did not give what was asked for; the message says why. */
final class VisitFailure extends Exception {

  private static final long serialVersionUID = 1L;

  VisitFailure(String why) {
    super(why);
  }
}
