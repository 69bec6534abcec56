package io.mozpool.lifecycle.request;

/** What can be true of a request when its machine takes a step. */
public enum RequestFact {
  /** It is for {@code any} device, not for a named one. */
  ANY_DEVICE,
  /** Its client asked to wait for a named device that is busy. */
  WAITS,
  /** A device that fits it is free. */
  DEVICE_FREE,
  /** There is no device of the name that it asks for any more. */
  NAMED_DEVICE_GONE,
  /** The device it names is in a failed state. */
  NAMED_DEVICE_FAILED,
  /** A device is tied to it, and that device is ready. */
  HOLDS_READY_DEVICE,
  /** The result, in the event or else the stored one, is {@code complete}. */
  RESULT_COMPLETE,
  /** The result is {@code failed-bad-image}. */
  RESULT_BAD_IMAGE,
  /** The result is {@code failed-bad-device}. */
  RESULT_BAD_DEVICE,
  /** There is a result, and it is another one. */
  RESULT_OTHER
}
