package io.mozpool.lifecycle.request;

import io.mozpool.lifecycle.Event;

/** The events of a request. */
public enum RequestEvent implements Event {
  /* what clients and their clock ask for */
  FIND_DEVICE,
  CLOSE,
  EXPIRE,

  /* what comes of our own effects */
  DEVICE_FOUND,
  IMAGE_ACCUSED,
  LIFEGUARD_CONTACTED,
  LIFEGUARD_REFUSED,

  /* what the device's server tells */
  LIFEGUARD_FINISHED
}
