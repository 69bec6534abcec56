package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Device;
import io.mozpool.testkit.PlugDriver.Fault;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class AgentContractTest {

  private static final Device DEVICE = new Device("d1", "", "", "", "b", Map.of());
  private static final String BAD = "plug://host-without-port";

  @Test
  void anAddressThatIsTakenUnseenIsFound() {
    isFound(Fault.TAKES_ANY_ADDRESS, contract -> contract.quotesABadAddress(BAD));
  }

  @Test
  void aCallThatNeverEndsIsFound() {
    isFound(Fault.NEVER_GIVES_UP, AgentContract::keepsItsDeadlineAgainstASilentPeer);
    isFound(Fault.NEVER_GIVES_UP, AgentContract::obeysAnInterrupt);
    isFound(Fault.NEVER_GIVES_UP, AgentContract::keepsItsDeadlineAgainstADeafPeer);
  }

  @Test
  void successThatNobodyConfirmedIsFound() {
    isFound(Fault.REPORTS_SUCCESS, AgentContract::keepsItsDeadlineAgainstASilentPeer);
    isFound(Fault.REPORTS_SUCCESS, AgentContract::obeysAnInterrupt);
  }

  @Test
  void refusalThatIsNotCalledUnreachableIsFound() {
    isFound(Fault.CALLS_REFUSAL_GARBLED, AgentContract::refusedConnectionIsUnreachable);
  }

  @Test
  void aGoodDriverPasses() {
    AgentContract contract = contract(Fault.NONE);
    assertThatCode(
            () -> {
              contract.quotesABadAddress(BAD);
              contract.keepsItsDeadlineAgainstASilentPeer();
              contract.obeysAnInterrupt();
              contract.keepsItsDeadlineAgainstADeafPeer();
              contract.refusedConnectionIsUnreachable();
            })
        .doesNotThrowAnyException();
  }

  private static void isFound(Fault fault, Consumer<AgentContract> check) {
    assertThatThrownBy(() -> check.accept(contract(fault))).isInstanceOf(AssertionError.class);
  }

  /** An agent is verified by switching its plug on: what matters here is how that fails. */
  private static AgentContract contract(Fault fault) {
    PlugDriver plugs = new PlugDriver(fault);
    return new AgentContract(
        (device, address) -> plugs.bind(address)::on, DEVICE, PlugDriver::addressOf);
  }
}
