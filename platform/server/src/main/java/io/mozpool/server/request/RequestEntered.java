package io.mozpool.server.request;

import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.request.RequestEffect;
import io.mozpool.lifecycle.request.RequestWrite;

/** Who is told of a request's committed transitions, on a worker thread. */
@FunctionalInterface
interface RequestEntered {
  void entered(
      RequestView before, Transition<RequestWrite, RequestEffect> transition, long revision);
}
