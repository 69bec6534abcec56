package io.mozpool.lifecycle.device;

import io.mozpool.lifecycle.Lifecycle;
import io.mozpool.lifecycle.Named;
import io.mozpool.lifecycle.Play;

/** Devices to play with. */
final class Devices {

  static final Lifecycle<DeviceFact, DeviceWrite, DeviceEffect> LIFECYCLE =
      DeviceLifecycle.of(Installers.ALL);

  private Devices() {}

  static Play<DeviceFact, DeviceWrite, DeviceEffect> device(Named state, DeviceFact... facts) {
    return new Play<>(LIFECYCLE, state, facts);
  }

  static Play<DeviceFact, DeviceWrite, DeviceEffect> device(String state, DeviceFact... facts) {
    return device(new Contributed(state), facts);
  }
}
