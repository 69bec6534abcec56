package io.mozpool.lifecycle.request;

import static io.mozpool.lifecycle.request.RequestFact.DEVICE_FREE;
import static io.mozpool.lifecycle.request.RequestFact.HOLDS_READY_DEVICE;
import static io.mozpool.lifecycle.request.RequestFact.RESULT_BAD_DEVICE;
import static io.mozpool.lifecycle.request.RequestFact.RESULT_BAD_IMAGE;
import static io.mozpool.lifecycle.request.RequestFact.RESULT_COMPLETE;
import static io.mozpool.lifecycle.request.RequestFact.RESULT_OTHER;

import java.util.Set;

/** What a step of a request's machine changes in the database beside the machine itself. */
public enum RequestWrite {
  /** The device that was found is tied to the request, without a result. */
  TIE_DEVICE,
  /** The tie to a device, if any, is deleted, and the result with it. */
  RELEASE_DEVICE;

  private static final Set<RequestFact> RESULTS =
      Set.of(RESULT_COMPLETE, RESULT_BAD_IMAGE, RESULT_BAD_DEVICE, RESULT_OTHER);

  /** Changes the facts as the write does: a ready device that is released is free to be found. */
  void applyTo(Set<RequestFact> facts) {
    facts.removeAll(RESULTS);
    if (this == TIE_DEVICE) {
      facts.add(HOLDS_READY_DEVICE);
    } else if (facts.remove(HOLDS_READY_DEVICE)) {
      facts.add(DEVICE_FREE);
    }
  }
}
