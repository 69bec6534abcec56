package io.mozpool.lifecycle.request;

import io.mozpool.lifecycle.State;

/** The states of a request. */
public enum RequestState implements State {
  NEW,
  FINDING_DEVICE,
  CONTACT_LIFEGUARD,
  CONTACTING_LIFEGUARD,
  PENDING,
  READY,
  FAILED_DEVICE_NOT_FOUND,
  FAILED_BAD_IMAGE,
  FAILED_BAD_DEVICE,
  FAILED_DEVICE_BUSY,
  CLOSED,
  EXPIRED
}
