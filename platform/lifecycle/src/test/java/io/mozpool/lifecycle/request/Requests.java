package io.mozpool.lifecycle.request;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Named;
import io.mozpool.lifecycle.Play;

/** Requests to play with. */
final class Requests {

  static final Lifecycle<RequestFact, RequestWrite, RequestEffect> LIFECYCLE =
      RequestLifecycle.table();

  private Requests() {}

  static Play<RequestFact, RequestWrite, RequestEffect> request(Named state, RequestFact... facts) {
    return new Play<>(LIFECYCLE, state, facts);
  }
}
