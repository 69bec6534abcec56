package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import io.mozpool.plugin.probe.ReachabilityProbe;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private static final Device PANDA = new Device("panda-1", "", "", "", "panda", Map.of());
  private static final DriverAddress ADDRESS = DriverAddress.parse("ping:panda-1");

  @Test
  void anUnknownSchemeIsNamed() {
    assertThatThrownBy(() -> Registry.of(List.of(), List.of()).power(ADDRESS))
        .isInstanceOf(NoDriverException.class)
        .hasMessage("no driver for 'ping'");
  }

  @Test
  void aSchemeServesItsOwnExtensionPointOnly() {
    Registry registry = probing(deadline -> true);
    assertThatThrownBy(() -> registry.power(ADDRESS)).isInstanceOf(NoDriverException.class);
    assertThatThrownBy(() -> registry.agent(PANDA, ADDRESS)).isInstanceOf(NoDriverException.class);
  }

  @Test
  void whatTheDriverDoesNotUnderstandIsItsOwnError() {
    ProbeDriver picky =
        (device, address) -> {
          throw new IllegalArgumentException("address '" + address + "': expected a port");
        };
    assertThatThrownBy(() -> registry(picky).probe(PANDA, ADDRESS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("address 'ping:panda-1': expected a port");
  }

  @Test
  void aDriverIsBoundAndItsPluginIsKnown() {
    ReachabilityProbe probe = deadline -> true;
    Bound<ReachabilityProbe> bound = probing(probe).probe(PANDA, ADDRESS);
    assertThat(bound.driver()).isSameAs(probe);
    assertThat(bound.pluginId()).isEqualTo("net");
  }

  private static Registry probing(ReachabilityProbe probe) {
    return registry((device, address) -> probe);
  }

  private static Registry registry(ProbeDriver driver) {
    Bound<ProbeDriver> made = new Bound<>(driver, "net", RegistryTest.class.getClassLoader());
    return Registry.of(
        List.of(new Contribution(ProbeDriverFactory.class, "ping", made)), List.of());
  }
}
