package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Device;
import io.mozpool.plugin.probe.ReachabilityProbe;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ProbeContractTest {

  private static final Device DEVICE = new Device("d1", "", "", "", "b", Map.of());

  @Test
  void anAddressThatIsTakenUnseenIsFound() {
    assertThatThrownBy(() -> contract(deadline -> false).quotesABadAddress("probe:"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aClaimThatASilentDeviceAnswersIsFound() {
    isFoundWithin(deadline -> true);
  }

  @Test
  void aProbeThatIgnoresEverythingIsFound() {
    isFoundWithin(
        deadline -> {
          while (true) {
            LockSupport.park();
            Thread.interrupted(); // ignored, too
          }
        });
  }

  @Test
  void aBugIsFound() {
    isFoundWithin(
        deadline -> {
          throw new IllegalStateException("a bug");
        });
  }

  @Test
  void aGoodProbePasses() {
    passes(deadline -> false);
    passes(
        deadline -> {
          Thread.sleep(deadline.remainingMillis()); // the probe's own work
          return false;
        });
  }

  private static void isFoundWithin(ReachabilityProbe probe) {
    assertThatThrownBy(() -> contract(probe).keepsItsDeadlineAgainstASilentPeer())
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> contract(probe).obeysAnInterrupt()).isInstanceOf(AssertionError.class);
  }

  private static void passes(ReachabilityProbe probe) {
    assertThatCode(
            () -> {
              contract(probe).keepsItsDeadlineAgainstASilentPeer();
              contract(probe).obeysAnInterrupt();
            })
        .doesNotThrowAnyException();
  }

  private static ProbeContract contract(ReachabilityProbe probe) {
    return new ProbeContract((device, address) -> probe, DEVICE, PlugDriver::addressOf);
  }
}
