package io.mozpool.server.device;

import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.device.DeviceEffect;
import io.mozpool.lifecycle.device.DeviceWrite;

/** Who is told of a device's committed transitions, on a worker thread. */
@FunctionalInterface
interface DeviceEntered {
  void entered(DeviceView before, Transition<DeviceWrite, DeviceEffect> transition, long revision);
}
