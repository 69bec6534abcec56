package io.mozpool.plugins.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.inventory.InventoryRecord;
import io.mozpool.plugin.inventory.InventorySource;
import io.mozpool.plugins.fake.board.BoardFault;
import io.mozpool.testkit.TestContext;
import java.net.ConnectException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RackPlanTest {

  @TempDir private Path directory;
  private Bench bench;

  @BeforeEach
  void openBench() throws Exception {
    bench = new Bench(directory);
  }

  @AfterEach
  void closeBench() {
    bench.close();
  }

  @Test
  void recordsCarryAllAddresses() {
    FakeSettings settings = bench.boards(300).settings();

    List<InventoryRecord> records = new RackPlan(settings).records();

    String relayBoard = bench.relayBoard(10).getAddress().getHostAddress();
    assertThat(records).hasSize(300);
    assertThat(records.get(298))
        .isEqualTo(
            new InventoryRecord(
                299,
                new Device(
                    "fake-0299", bench.ip(299), "02fa4e00012b", "FAKE000299", "panda", Map.of()),
                "ES Rev B2",
                "",
                Map.of(
                    "power", "proxr://" + relayBoard + ":2101/bank2/relay3",
                    "agent", "sut://" + bench.ip(299) + ":20701",
                    "probe", "fake://" + bench.ip(299) + ":20702")));
  }

  @Test
  void namesAndMacAddressesCanBeThoseOfDevicesThatThereAre() {
    RackPlan plan = new RackPlan(bench.boards(12).called("device", 1, "000000000000").settings());

    assertThat(plan.board(1).name()).isEqualTo("device1");
    assertThat(plan.board(1).macAddress()).isEqualTo("000000000000");
    assertThat(plan.board(12).name()).isEqualTo("device12");
    assertThat(plan.board(12).macAddress()).isEqualTo("00000000000b");
  }

  @Test
  void namesAndMacAddressesThatCannotBeAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bench.called("device", 0, "000000000000").settings())
        .withMessageContaining("name-digits")
        .withMessageContaining("0");
    for (String mac : List.of("0", "02FA4E000001", "ffffffffffff")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bench.called("device", 1, mac).settings())
          .withMessageContaining("first-mac")
          .withMessageContaining(mac);
    }
  }

  @Test
  void aRackThatRunsElsewhereIsOnlyListed() throws Exception {
    FakeSettings s = bench.settings();
    FakeSettings elsewhere =
        new FakeSettings(
            s.boards(),
            false,
            s.speed(),
            s.seed(),
            s.serverUrl(),
            s.tftpAddress(),
            s.network(),
            s.relayNetwork(),
            s.relayPort(),
            s.agentPort(),
            s.probePort(),
            s.relayRest(),
            s.namePrefix(),
            s.nameDigits(),
            s.firstMac(),
            s.board(),
            s.model(),
            s.failures(),
            s.boardFaults(),
            s.relayFaults());

    InventorySource source =
        new FakeInventoryFactory().create(elsewhere, TestContext.in(directory));

    assertThat(source.devices(Deadline.in(Duration.ofSeconds(1)))).hasSize(2);
    Assertions.assertThatThrownBy(() -> new RelayClient(bench.relayBoard(1)))
        .isInstanceOf(ConnectException.class);
    ((AutoCloseable) source).close();
  }

  @Test
  void theRackEndsWithItsSource() throws Exception {
    InventorySource source =
        new FakeInventoryFactory().create(bench.settings(), TestContext.in(directory));
    new RelayClient(bench.relayBoard(1)).close();

    ((AutoCloseable) source).close();

    Assertions.assertThatThrownBy(() -> new RelayClient(bench.relayBoard(1)))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aFaultOfABoardThatIsNotThereIsRefused() {
    FakeSettings settings = bench.fault("fake-0003", BoardFault.NEVER_BOOTS).settings();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RackPlan(settings))
        .withMessageContaining("board-faults")
        .withMessageContaining("fake-0003");
  }

  @Test
  void boardsHaveLoopbackAddressesOnly() {
    for (String network : List.of("10.0.0.1", "127.0.0.256", "127.1", "localhost")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Loopback.from("network", network, 1))
          .withMessageContaining("network")
          .withMessageContaining(network);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loopback.from("network", "127.255.255.250", 6));
    assertThat(Loopback.from("network", "127.255.255.250", 5).address(5).getHostAddress())
        .isEqualTo("127.255.255.254");
  }
}
