package io.mozpool.plugins.sut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.agent.AgentDriver;
import io.mozpool.testkit.AgentContract;
import io.mozpool.testkit.TestContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SutAgentDriverFactoryTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Device DEVICE = new Device("panda-0001", "", "", "", "panda", Map.of());

  @TempDir private Path directory;
  private AgentContract contract;

  @BeforeEach
  void bind() {
    SutAgentDriverFactory factory = new SutAgentDriverFactory();
    AgentDriver driver =
        factory.create(new SutSettings(SECOND, Duration.ofSeconds(15)), TestContext.in(directory));
    contract =
        new AgentContract(
            driver,
            DEVICE,
            peer -> factory.name() + "://" + peer.getHostString() + ":" + peer.getPort());
  }

  @Test
  void quotesABadAddress() {
    contract.quotesABadAddress("sut:");
    contract.quotesABadAddress("sut://panda-0001/tests");
    contract.quotesABadAddress("sut://panda-0001?root=/data");
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
  void refusedConnectionIsUnreachable() {
    contract.refusedConnectionIsUnreachable();
  }

  @Test
  void noTimeoutIsRefusedByTheNameOfItsKey() {
    assertThatThrownBy(() -> new SutSettings(SECOND, Duration.ZERO))
        .hasMessageContainingAll("command-timeout", "PT0S");
    assertThatThrownBy(() -> new SutSettings(Duration.ofSeconds(-1), SECOND))
        .hasMessageContainingAll("connect-timeout", "PT-1S");
  }

  @Test
  void thePortIsTheAgentsUnlessTheAddressNamesAnother() {
    assertThat(SutAddress.of(DriverAddress.parse("sut://panda-0001")))
        .isEqualTo(new SutAddress("panda-0001", 20701));
    assertThat(SutAddress.of(DriverAddress.parse("sut://panda-0001:4242")))
        .isEqualTo(new SutAddress("panda-0001", 4242));
  }
}
