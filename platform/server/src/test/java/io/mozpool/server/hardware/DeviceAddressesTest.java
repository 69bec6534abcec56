package io.mozpool.server.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.Device;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceAddressesTest {

  private static final Device PANDA =
      new Device(
          "panda-7", "panda-7.example", "00aa", "S$1", "panda", Map.of("rack", "r2", "name", "x"));

  private final DeviceAddresses addresses =
      new DeviceAddresses(
          Map.of(
              "panda",
              Map.of(
                  "agent", "sut://{fqdn}:20701",
                  "probe", "ping:{missing}",
                  "power", "pdu://{rack}.example/{name}/{serial}/{mac}")));

  @Test
  void aTemplateThatAsksForWhatTheDeviceLacksGivesNoAddress() {
    assertThat(addresses.of(Facet.PROBE, PANDA, Map.of(), "")).isEmpty();
  }

  @Test
  void aFacetThatNobodyNamesIsAbsent() {
    Device stranger = new Device("x", "x.example", "", "", "never-heard-of", Map.of());

    for (Facet facet : Facet.values()) {
      assertThat(addresses.of(facet, stranger, Map.of(), "")).isEmpty();
    }
  }

  @Test
  void placeholdersAreTheDevicesOwnAndTakenAsTheyAre() {
    assertThat(addresses.of(Facet.POWER, PANDA, Map.of(), ""))
        .contains("pdu://r2.example/panda-7/S$1/00aa");
  }

  @Test
  void anFqdnThatIsAnIpv6AddressHasBrackets() {
    Device panda = new Device("p", "2001:db8::7", "", "", PANDA.board(), Map.of());

    assertThat(addresses.of(Facet.AGENT, panda, Map.of(), ""))
        .contains("sut://[2001:db8::7]:20701");
  }

  @Test
  void theDevicesOwnAddressWinsOverRelayInfoAndThatOverTheBoards() {
    Map<String, String> own = Map.of("power", "redfish://bmc-7/1?as=lab");

    assertThat(addresses.of(Facet.POWER, PANDA, own, "relay:bank1:relay1"))
        .contains("redfish://bmc-7/1?as=lab");
    assertThat(addresses.of(Facet.POWER, PANDA, Map.of(), "relay:bank1:relay1"))
        .contains("proxr://relay/bank1/relay1");
    assertThat(addresses.of(Facet.AGENT, PANDA, own, "relay:bank1:relay1"))
        .contains("sut://panda-7.example:20701");
  }

  @ParameterizedTest
  @CsvSource({
    "[2001:db8::5]:2101:bank1:relay2, proxr://[2001:db8::5]:2101/bank1/relay2",
    "localhost:2101:bank1:relay2, proxr://localhost:2101/bank1/relay2",
    "relay-other:bank2:relay8, proxr://relay-other/bank2/relay8",
    "10.0.0.7:bank1:relay1, proxr://10.0.0.7/bank1/relay1"
  })
  void theReferencesFormMeansProxr(String relayInfo, String address) {
    assertThat(DeviceAddresses.fromRelayInfo(relayInfo)).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "proxr://relay-3.example:2101/bank1/relay2",
        "redfish://bmc-7/1?as=lab",
        "localhost:bankX:relay2",
        "localhost:2101:bank1",
        "a b:bank1:relay1",
        "relay:bank1:relay1:more"
      })
  void anythingElseIsTakenAsItIs(String address) {
    assertThat(DeviceAddresses.fromRelayInfo(address)).isEqualTo(address);
  }

  @Test
  void outletsAreSeparatedByBlanks() {
    Target target = new Target(1, 1, PANDA, Map.of(Facet.POWER, "  outlet:left \t outlet:right\n"));

    assertThat(target.outlets()).containsExactly("outlet:left", "outlet:right");
    assertThat(new Target(1, 1, PANDA, Map.of()).outlets()).isEmpty();
  }
}
