package io.mozpool.plugins.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.probe.ProbeDriver;
import io.mozpool.testkit.ProbeContract;
import io.mozpool.testkit.TestContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PingDriverFactoryTest {

  private static final Device DEVICE = new Device("panda-0001", "", "", "", "panda", Map.of());

  @TempDir private Path directory;
  private ProbeDriver driver;
  private ProbeContract contract;

  @BeforeEach
  void create() throws Exception {
    driver = driver(FakeFping.in(directory, "exec sleep 60").program().toString());
    contract =
        new ProbeContract(driver, DEVICE, peer -> "ping:" + peer.getAddress().getHostAddress());
  }

  @Test
  void quotesABadAddress() {
    contract.quotesABadAddress("ping:");
    contract.quotesABadAddress("ping:-f");
    contract.quotesABadAddress("ping:panda-0001;reboot");
    contract.quotesABadAddress("ping:panda-0001:7");
    contract.quotesABadAddress("ping:panda-0001/7");
    contract.quotesABadAddress("ping:panda-0001?count=7");
  }

  @Test
  void keepsItsDeadlineAgainstASilentPeer() {
    contract.keepsItsDeadlineAgainstASilentPeer();
  }

  @Test
  void obeysAnInterrupt() {
    contract.obeysAnInterrupt();
  }

  @Test
  void aCommandThatIsNoProgramIsRefusedByItsName() {
    String missing = directory.resolve("gping").toString();
    assertThatThrownBy(() -> driver(missing))
        .hasMessageContainingAll("command", "'" + missing + "'");
  }

  @Test
  void namesAndNumbersAreTakenWithAndWithoutSlashes() {
    for (String address :
        new String[] {
          "ping:panda-0001.example", "ping://relay_1", "ping:10.0.0.5", "ping:[2001:db8::7]"
        }) {
      assertThatCode(() -> driver.bind(DEVICE, DriverAddress.parse(address)))
          .as(address)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void aProgramIsLookedForInEachDirectory() {
    SearchPath path = new SearchPath(List.of(directory.resolve("none"), directory));
    assertThat(path.find("fping")).contains(directory.resolve("fping"));
    assertThat(path.find("gping")).isEmpty();
    assertThat(path.find("arguments")).isEmpty();
  }

  private ProbeDriver driver(String command) {
    return new PingDriverFactory()
        .create(new PingSettings(Optional.of(command)), TestContext.in(directory));
  }
}
