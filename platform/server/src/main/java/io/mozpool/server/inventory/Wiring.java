package io.mozpool.server.inventory;

import io.mozpool.host.NoDriverException;
import io.mozpool.host.PluginBugException;
import io.mozpool.host.Registry;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.server.hardware.DeviceAddresses;
import io.mozpool.server.hardware.Facet;
import io.mozpool.server.hardware.Target;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks the drivers what they make of a device's addresses, which touches no hardware. */
@Singleton
final class Wiring {

  /**
   * What came of it.
   *
   * @param controllers what its power comes from
   * @param refusals why drivers do not take addresses: such a device cannot be served
   * @param gaps which drivers are not there: it can be served once their plugins are
   */
  record Wired(List<PowerController> controllers, List<String> refusals, List<String> gaps) {}

  /** Something that a driver may not understand. */
  @FunctionalInterface
  private interface Binding {
    void to(DriverAddress address);
  }

  private final Registry registry;
  private final DeviceAddresses addresses;

  Wiring(Registry registry, DeviceAddresses addresses) {
    this.registry = registry;
    this.addresses = addresses;
  }

  Wired of(Description description) {
    Target target = target(description);
    Wired wired = new Wired(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (String outlet : target.outlets()) {
      bind(
          wired,
          Facet.POWER,
          outlet,
          address -> controller(address).ifPresent(wired.controllers()::add));
    }
    bind(wired, target, Facet.AGENT, address -> registry.agent(target.device(), address));
    bind(wired, target, Facet.PROBE, address -> registry.probe(target.device(), address));
    return wired;
  }

  private Target target(Description description) {
    Map<Facet, String> byFacet = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      addresses
          .of(facet, description.device(), description.addresses(), description.power())
          .ifPresent(address -> byFacet.put(facet, address));
    }
    return new Target(0, 0, description.device(), byFacet);
  }

  /** Empty where the address names no host. */
  private Optional<PowerController> controller(DriverAddress address) {
    PowerControl control = registry.power(address).driver();
    PowerController controller = PowerController.at(address, control.controller());
    return Optional.of(controller).filter(named -> !named.place().isEmpty());
  }

  private static void bind(Wired wired, Target target, Facet facet, Binding binding) {
    target.address(facet).ifPresent(text -> bind(wired, facet, text, binding));
  }

  private static void bind(Wired wired, Facet facet, String text, Binding binding) {
    try {
      binding.to(DriverAddress.parse(text));
    } catch (NoDriverException e) {
      wired.gaps().add("%s address '%s': %s".formatted(facet.word(), text, e.getMessage()));
    } catch (PluginBugException e) { // one bad driver must not stop a sync
      wired.refusals().add("%s address '%s': %s".formatted(facet.word(), text, e.getMessage()));
    } catch (IllegalArgumentException e) {
      wired.refusals().add(facet.word() + ": " + e.getMessage());
    }
  }
}
