package io.mozpool.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.host.Bound;
import io.mozpool.host.Contribution;
import io.mozpool.host.Registry;
import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerDriver;
import io.mozpool.plugin.power.PowerDriverFactory;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.plugin.probe.ProbeDriverFactory;
import io.mozpool.server.hardware.DeviceAddresses;
import io.mozpool.server.inventory.Wiring.Wired;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {

  private record Outlet(String controller) implements PowerControl {
    @Override
    public void on(Deadline deadline) {}

    @Override
    public void off(Deadline deadline) {}
  }

  /** Relays of which number 9 is one too many, and probes whose driver has a bug. */
  private static final PowerDriver RELAYS =
      address -> {
        if (address.path().contains("relay9")) {
          throw new IllegalArgumentException("address '" + address + "': no relay 9");
        }
        return new Outlet(address.host() + ":" + address.portOr(2101));
      };

  private static final ProbeDriver PROBES =
      (device, address) -> {
        throw new IllegalStateException("a bug");
      };

  private final Wiring wiring =
      new Wiring(
          Registry.of(
              List.of(
                  contribution(PowerDriverFactory.class, "proxr", RELAYS),
                  contribution(ProbeDriverFactory.class, "buggy", PROBES)),
              List.of()),
          new DeviceAddresses(Map.of("templated", Map.of("power", "proxr://{rack}/bank1/relay1"))));

  @Test
  void anAddressThatADriverRefusesIsSaidToBe() {
    assertThat(wired("relay-1:bank1:relay9", Map.of()).refusals())
        .containsExactly("power: address 'proxr://relay-1/bank1/relay9': no relay 9");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThat(wired("nonsense", Map.of()).refusals())
        .singleElement()
        .asString()
        .contains("'nonsense'", "scheme://");
  }

  @Test
  void aDriverWithABugRefuses() {
    assertThat(wired("", Map.of("probe", "buggy:x")).refusals())
        .containsExactly(
            "probe address 'buggy:x': bug of plugin test: bind of 'buggy:x':"
                + " java.lang.IllegalStateException: a bug");
  }

  @Test
  void aMissingDriverIsAGapAndNoRefusal() {
    Wired wired = wired("pdu:x", Map.of("agent", "adb:x"));

    assertThat(wired.refusals()).isEmpty();
    assertThat(wired.gaps())
        .containsExactly(
            "power address 'pdu:x': no driver for 'pdu'",
            "agent address 'adb:x': no driver for 'adb'");
  }

  @Test
  void aRelayBoardGoesByItsPlaceAndByWhatItsDriverCallsIt() {
    assertThat(wired("Relay-1:bank1:relay2", Map.of()).controllers())
        .singleElement()
        .satisfies(
            controller -> {
              assertThat(controller.place()).isEqualTo("Relay-1");
              assertThat(controller.names()).containsOnly("relay-1", "relay-1:2101");
            });
  }

  @Test
  void eachOutletHasItsRelayBoard() {
    assertThat(
            wired("proxr://a:1/bank1/relay1 proxr://[::1]:2/bank1/relay1", Map.of()).controllers())
        .extracting(PowerController::place)
        .containsExactly("a:1", "[::1]:2");
  }

  @Test
  void theAddressesOfTheBoardTypeCount() {
    assertThat(wired("templated", "", Map.of()).controllers())
        .extracting(PowerController::place)
        .containsExactly("r2");
  }

  @Test
  void anAddressWithoutAHostIsNoRelayBoard() {
    assertThat(wired("proxr:", Map.of())).isEqualTo(new Wired(List.of(), List.of(), List.of()));
  }

  private Wired wired(String power, Map<String, String> addresses) {
    return wired("panda", power, addresses);
  }

  private Wired wired(String board, String power, Map<String, String> addresses) {
    Device device = new Device("one", "one.fqdn", "", "", board, Map.of("rack", "r2"));
    return wiring.of(new Description(device, "model", "here", power, addresses));
  }

  private static Contribution contribution(Class<?> point, String name, Object made) {
    return new Contribution(
        point, name, new Bound<>(made, "test", WiringTest.class.getClassLoader()));
  }
}
