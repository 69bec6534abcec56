package io.mozpool.server.request;

import io.mozpool.lifecycle.request.RequestFact;
import io.mozpool.server.machine.MachineRow;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * All that a step of a request reads.
 *
 * @param wish what the client asked for
 * @param device the device that it holds
 * @param result the result of imaging that device, where there is one
 * @param facts what is true of it, as far as no event's argument decides
 */
record RequestView(
    MachineRow row,
    Wish wish,
    Optional<HeldDevice> device,
    Optional<String> result,
    Set<RequestFact> facts) {

  /** The same, knowing in which environments a device is free. */
  RequestView withFree(Set<String> environments) {
    if (environments.stream().noneMatch(wish::takesEnvironment)) {
      return this;
    }
    Set<RequestFact> more = EnumSet.of(RequestFact.DEVICE_FREE);
    more.addAll(facts);
    return new RequestView(row, wish, device, result, more);
  }

  /**
   * What a client asked for.
   *
   * @param device a device's name, or {@code any}
   * @param environment an environment's name, or {@code any}
   * @param bootConfig JSON, as it was stored
   * @param reusable whether a device that holds the image already need not be imaged again
   */
  record Wish(
      String device, String environment, String image, String bootConfig, boolean reusable) {

    static final String ANY = "any";

    boolean anyDevice() {
      return device.equals(ANY);
    }

    boolean takesEnvironment(String of) {
      return environment.equals(ANY) || environment.equals(of);
    }
  }

  /**
   * The device that a request holds.
   *
   * @param server the imaging server that it belongs to
   * @param image the image on it; empty for none
   * @param bootConfig that image's; empty for none
   */
  record HeldDevice(
      long id, String name, String state, long server, String image, String bootConfig) {}
}
