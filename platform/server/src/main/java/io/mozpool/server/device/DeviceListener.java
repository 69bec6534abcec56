package io.mozpool.server.device;

/** Who wants to know of devices: MozPool. Called on worker threads. */
public interface DeviceListener {

  /** A device has become ready: somebody may be waiting for it. */
  void ready(long device);

  /** A result was written for the request that holds a device, if one does. */
  void imaged(long device);
}
