package io.mozpool.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.testkit.PlugDriver.Fault;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PowerContractTest {

  private static final String BAD = "plug://host-without-port";

  @Test
  void anAddressThatIsTakenUnseenIsFound() {
    isFound(Fault.TAKES_ANY_ADDRESS, contract -> contract.quotesABadAddress(BAD));
  }

  @Test
  void anAddressThatIsNotQuotedIsFound() {
    isFound(Fault.QUOTES_NOTHING, contract -> contract.quotesABadAddress(BAD));
  }

  @Test
  void aCallThatNeverEndsIsFound() {
    isFound(Fault.NEVER_GIVES_UP, PowerContract::keepsItsDeadlineAgainstASilentPeer);
    isFound(Fault.NEVER_GIVES_UP, PowerContract::obeysAnInterrupt);
    isFound(Fault.NEVER_GIVES_UP, PowerContract::keepsItsDeadlineAgainstADeafPeer);
  }

  @Test
  void successThatNobodyConfirmedIsFound() {
    isFound(Fault.REPORTS_SUCCESS, PowerContract::keepsItsDeadlineAgainstASilentPeer);
  }

  @Test
  void aStateThatNobodyReportedIsFound() {
    isFound(Fault.CLAIMS_TO_KNOW, PowerContract::keepsItsDeadlineAgainstASilentPeer);
    isFound(Fault.CLAIMS_TO_KNOW, PowerContract::obeysAnInterrupt);
  }

  @Test
  void silenceThatIsCalledUnreachableIsFound() {
    isFound(Fault.CALLS_SILENCE_UNREACHABLE, PowerContract::keepsItsDeadlineAgainstASilentPeer);
    isFound(Fault.CALLS_SILENCE_UNREACHABLE, PowerContract::obeysAnInterrupt);
    isFound(Fault.CALLS_SILENCE_UNREACHABLE, PowerContract::keepsItsDeadlineAgainstADeafPeer);
  }

  @Test
  void refusalThatIsNotCalledUnreachableIsFound() {
    isFound(Fault.CALLS_REFUSAL_GARBLED, PowerContract::refusedConnectionIsUnreachable);
  }

  @Test
  void onThatTogglesIsFound() throws Exception {
    try (PlugController controller = new PlugController()) {
      isFound(Fault.TOGGLES, contract -> contract.onTwiceIsOn(controller.address()));
    }
  }

  @Test
  void aControllerThatIsNotThereFailsTheCheck() {
    try (AbsentPeer peer = AbsentPeer.open()) {
      isFound(Fault.NONE, contract -> contract.checksAWorkingController(peer.address()));
    }
  }

  @Test
  void aGoodDriverPasses() throws Exception {
    try (PlugController controller = new PlugController()) {
      passes(contract -> contract.quotesABadAddress(BAD));
      passes(PowerContract::keepsItsDeadlineAgainstASilentPeer);
      passes(PowerContract::obeysAnInterrupt);
      passes(PowerContract::keepsItsDeadlineAgainstADeafPeer);
      passes(PowerContract::refusedConnectionIsUnreachable);
      passes(contract -> contract.onTwiceIsOn(controller.address()));
      passes(contract -> contract.checksAWorkingController(controller.address()));
    }
  }

  private static void isFound(Fault fault, Consumer<PowerContract> check) {
    assertThatThrownBy(() -> check.accept(contract(fault))).isInstanceOf(AssertionError.class);
  }

  private static void passes(Consumer<PowerContract> check) {
    assertThatCode(() -> check.accept(contract(Fault.NONE))).doesNotThrowAnyException();
  }

  private static PowerContract contract(Fault fault) {
    return new PowerContract(new PlugDriver(fault), PlugDriver::addressOf);
  }
}
