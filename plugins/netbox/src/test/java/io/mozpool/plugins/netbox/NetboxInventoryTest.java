package io.mozpool.plugins.netbox;

import static io.mozpool.plugins.netbox.NetboxDouble.BOARDS;
import static io.mozpool.plugins.netbox.NetboxDouble.board;
import static io.mozpool.plugins.netbox.NetboxDouble.devices;
import static io.mozpool.plugins.netbox.NetboxDouble.interfaces;
import static io.mozpool.plugins.netbox.NetboxDouble.page;
import static io.mozpool.plugins.netbox.NetboxDouble.pdu;
import static io.mozpool.plugins.netbox.NetboxDouble.port;
import static io.mozpool.plugins.netbox.NetboxDouble.powerPort;
import static io.mozpool.plugins.netbox.NetboxDouble.powerPorts;
import static io.mozpool.plugins.netbox.NetboxDouble.settings;
import static io.mozpool.plugins.netbox.NetboxDouble.uncabled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.testkit.RecordedNotes;
import io.mozpool.testkit.TestContext;
import io.mozpool.testkit.WebPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetboxInventoryTest {

  private static final String MAC = "6A:3D:98:12:34:56";
  private static final String OTHER_MAC = "6A:3D:98:FF:FF:FF";

  private final WebPeer web = new WebPeer();
  private final RecordedNotes notes = new RecordedNotes();
  private final InventorySource source = source(settings(web.root()));

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void whoNamesNoUrlIsToldSoWhenItIsRead() {
    NetboxSettings unset =
        new NetboxSettings(
            Optional.empty(), "", "", 200, "", "", "", Optional.empty(), Optional.empty());

    assertThatThrownBy(() -> read(source(unset)))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("mozpool.plugins.settings.netbox.url: expected");
  }

  @Test
  void whatIsMissingOnTheWayToAnOutletIsSaid() throws Exception {
    web.answer(BOARDS, page(board(1, "a"), board(2, "b"), board(3, "c"), board(4, "d")));
    everybodyHasAMac(1, 2, 3, 4);
    web.answer(
        powerPorts("device_id=1&device_id=2&device_id=3&device_id=4"),
        page(
            uncabled(20, 1),
            powerPort(21, 2, 50, "1"),
            powerPort(22, 3, 51, "1"),
            powerPort(23, 4, 52, "1").replace("outlet", "feed")));
    web.answer(devices("id=50&id=51"), page(pdu(51, "pdu-51", "null")));

    assertThat(read(source)).extracting(InventoryRecord::addresses).containsOnly(Map.of());
    assertThat(notes.notes())
        .containsExactly(
            "a has no power address: no power port is cabled to an outlet",
            "c has no power address: its PDU pdu-51 has no mozpool_power",
            "d has no power address: no power port is cabled to an outlet");
    assertThat(notes.leftOut())
        .isEqualTo(Map.of(2L, "b is left out: its PDU pdu-50 may not be read with this token"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apc://{host}/{outlet} | 5        | expected {device}, {ip}, {ip4}, {outlet} or {number}",
        "apc://{ip}/{outlet}   | Outlet 5 | expected a value without blanks for {outlet}",
        "apc://{ip}/{number}   | left     | expected a value without blanks for {number}"
      })
  void aTemplateThatCannotBeFilledIsSaid(String template, String outlet, String expected)
      throws Exception {
    aBoardOn(template, powerPort(20, 1, 50, outlet));

    assertThat(read(source)).isEmpty();
    assertThat(notes.leftOut().get(1L))
        .contains("its PDU pdu-50: custom field mozpool_power is '" + template + "': " + expected);
  }

  @Test
  void boardsWithoutNameOrMacAreSkipped() throws Exception {
    web.answer(BOARDS, page(board(1, "x").replace("\"x\"", "null"), board(2, "b"), board(3, "c")));
    web.answer(
        interfaces("device_id=1&device_id=2&device_id=3"),
        page(
            port(10, 1, "eth0", MAC),
            port(11, 2, "eth0", MAC).replace("\"enabled\":true", "\"enabled\":false"),
            port(12, 2, "eth1", MAC).replaceAll("\\{\"id\":4[^}]*}", "null"),
            port(13, 3, "eth0", MAC)));
    web.answer(powerPorts("device_id=1&device_id=2&device_id=3"), page(powerPort(20, 3, 50, "1")));
    web.answer(devices("id=50"), page(pdu(50, "pdu-50", "\"apc://{ip}/{outlet}\"")));

    assertThat(read(source)).hasSize(1);
    assertThat(notes.notes())
        .containsExactly(
            "device 1 is skipped: it has no name",
            "b is skipped: it has no enabled interface with a primary MAC address");
  }

  @Test
  void aBoardIsADevice() throws Exception {
    aBoardOn("proxr://{device}:2101/{outlet}", powerPort(20, 1, 50, "bank1/relay2"));

    assertThat(read(source))
        .containsExactly(
            new InventoryRecord(
                1,
                new Device(
                    "panda-1",
                    "panda-1",
                    MAC,
                    "S1",
                    "panda-es",
                    Map.of("ip", "10.0.0.7", "site", "Lab 1")),
                "ES Rev B2",
                "imaging-1.example.com",
                Map.of("power", "proxr://pdu-50:2101/bank1/relay2")));
  }

  @Test
  void twoSuppliesAreTwoAddresses() throws Exception {
    aBoardOn(
        "apc://{ip}/{number}",
        powerPort(20, 1, 50, "Outlet 5"),
        powerPort(21, 1, 50, "Outlet 16"),
        uncabled(22, 1));

    assertThat(read(source).get(0).addresses())
        .isEqualTo(Map.of("power", "apc://10.0.0.2/5 apc://10.0.0.2/16"));
  }

  @Test
  void aCableThatIsOnlyPlannedGivesNoPower() throws Exception {
    aBoardOn(
        "apc://{ip}/{number}",
        powerPort(20, 1, 50, "5").replace("reachable\":true", "reachable\":false"));

    assertThat(read(source).get(0).addresses()).isEmpty();
    assertThat(notes.notes())
        .containsExactly("panda-1 has no power address: no power port is cabled to an outlet");
  }

  @ParameterizedTest
  @CsvSource({"panda-1, panda-1.lab.example.com", "panda-1.example.net, panda-1.example.net"})
  void aNameWithoutADomainGetsTheConfiguredOne(String name, String fqdn) throws Exception {
    aBoardOn("apc://{ip}/{number}", powerPort(20, 1, 50, "5"));
    web.answer(BOARDS, page(board(1, name)));

    Device device = readWith(Optional.empty(), Optional.of("lab.example.com"));

    assertThat(device.name()).isEqualTo("panda-1");
    assertThat(device.fqdn()).isEqualTo(fqdn);
  }

  @Test
  void theMacIsThatOfTheNamedInterfaceElseOfOneThatIsNotForManagement() throws Exception {
    aBoardOn("apc://{ip}/{number}", powerPort(20, 1, 50, "5"));
    web.answer(
        interfaces("device_id=1"),
        page(
            port(10, 1, "ipmi", OTHER_MAC).replace("\"mgmt_only\":false", "\"mgmt_only\":true"),
            port(11, 1, "eth0", MAC),
            port(12, 1, "eth1", "6A:3D:98:00:00:01")));

    assertThat(readWith(Optional.empty(), Optional.empty()).macAddress()).isEqualTo(MAC);
    assertThat(readWith(Optional.of("ipmi"), Optional.empty()).macAddress()).isEqualTo(OTHER_MAC);
    assertThat(readWith(Optional.of("eth7"), Optional.empty()).macAddress()).isEqualTo(MAC);
  }

  @Test
  void theMacOfAnOlderNetboxIsThatOfTheInterfaceItself() throws Exception {
    aBoardOn("apc://{ip}/{number}", powerPort(20, 1, 50, "5"));
    web.answer(
        interfaces("device_id=1"),
        page(
            port(10, 1, "eth0", "")
                .replaceAll("\"primary_mac_address\":.*?}", "\"mac_address\":\"" + MAC + "\"")));

    assertThat(readWith(Optional.empty(), Optional.empty()).macAddress()).isEqualTo(MAC);
  }

  @Test
  void theBoardTypeIsACustomFieldOfTheBoard() throws Exception {
    aBoardOn("apc://{ip}/{number}", powerPort(20, 1, 50, "5"));
    web.answer(
        BOARDS,
        page(
            board(1, "panda-1")
                .replace("\"mozpool_board\":null", "\"mozpool_board\":\"panda\"")
                .replace("\"imaging-1.example.com\"", "null")));

    InventoryRecord record = read(source).get(0);

    assertThat(record.device().board()).isEqualTo("panda");
    assertThat(record.imagingServer()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"id\":7,\"name\":\" imaging-2 \"} | imaging-2",
        "{\"value\":\"imaging-3\",\"label\":\"Third\"} | imaging-3",
        "\" imaging-4 \" | imaging-4",
        "\"\" | ``"
      })
  void anImagingServerIsATextOrOneObjectWithANameOrValue(String field, String server)
      throws Exception {
    aBoardOn("apc://{ip}/{number}", powerPort(20, 1, 50, "5"));
    web.answer(BOARDS, page(board(1, "panda-1").replace("\"imaging-1.example.com\"", field)));

    assertThat(read(source).get(0).imagingServer()).isEqualTo(server);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[\"imaging-1\"]", "[{\"id\":7,\"name\":\"imaging-1\"}]", "[]", "{}", "5", "true"})
  void aFieldThatIsNotUnderstoodIsNamedAndLeavesTheBoardOut(String field) throws Exception {
    aBoardOn("apc://{ip}/{number}", powerPort(20, 1, 50, "5"));
    web.answer(BOARDS, page(board(1, "panda-1").replace("\"imaging-1.example.com\"", field)));

    assertThat(read(source)).isEmpty();
    assertThat(notes.leftOut().get(1L))
        .isEqualTo(
            "panda-1 is left out: custom field mozpool_imaging_server: expected a text, or one"
                + " object with a name or value, not "
                + field);
  }

  @Test
  void anIpv6AddressHasBracketsInAPowerAddress() throws Exception {
    aBoardOn("unused", powerPort(20, 1, 50, "bank1/relay2"));
    String pdu =
        pdu(50, "pdu-50", "\"TEMPLATE\"")
            .replace("10.0.0.2/24", "2001:db8::5/64")
            .replace(
                "\"primary_ip\"", "\"primary_ip4\":{\"address\":\"10.0.0.2/24\"},\"primary_ip\"");

    web.answer(devices("id=50"), page(pdu.replace("TEMPLATE", "proxr://{ip}:2101/{outlet}")));
    assertThat(read(source).get(0).addresses())
        .isEqualTo(Map.of("power", "proxr://[2001:db8::5]:2101/bank1/relay2"));
    web.answer(devices("id=50"), page(pdu.replace("TEMPLATE", "proxr://{ip4}/{outlet}")));
    assertThat(read(source).get(0).addresses())
        .isEqualTo(Map.of("power", "proxr://10.0.0.2/bank1/relay2"));
  }

  private void aBoardOn(String template, String... powerPorts) {
    web.answer(BOARDS, page(board(1, "panda-1")));
    everybodyHasAMac(1);
    web.answer(powerPorts("device_id=1"), page(powerPorts));
    web.answer(devices("id=50"), page(pdu(50, "pdu-50", "\"" + template + "\"")));
  }

  private void everybodyHasAMac(int... boards) {
    StringBuilder query = new StringBuilder();
    String[] ports = new String[boards.length];
    for (int i = 0; i < boards.length; i++) {
      query.append(i == 0 ? "" : "&").append("device_id=").append(boards[i]);
      ports[i] = port(10 + i, boards[i], "eth0", MAC);
    }
    web.answer(interfaces(query.toString()), page(ports));
  }

  private Device readWith(Optional<String> interfaceName, Optional<String> domain)
      throws Exception {
    return read(source(settings(web.root(), "0123abcd", interfaceName, domain))).get(0).device();
  }

  private List<InventoryRecord> read(InventorySource source) throws Exception {
    return source.devices(Deadline.in(Duration.ofSeconds(30)), notes);
  }

  private static InventorySource source(NetboxSettings settings) {
    return new NetboxFactory().create(settings, TestContext.in(Path.of("unused")));
  }
}
