package io.mozpool.plugins.proxr;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.plugin.power.PowerState;
import io.mozpool.plugins.proxr.BoardDouble.Mode;
import io.mozpool.testkit.HostCall;
import io.mozpool.testkit.HostCall.Operation;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProxrDriverTest {

  private static final Duration SETTLE = Duration.ofMillis(100);

  private BoardDouble board;
  private PowerControl outlet;
  private PowerControl neighbour;

  @BeforeEach
  void bind() throws Exception {
    board = new BoardDouble();
    ProxrDriver driver = new ProxrDriver(new ProxrSettings(2101, SETTLE));
    outlet = driver.bind(address("/bank2/relay5"));
    neighbour = driver.bind(address("/bank4/relay8"));
  }

  @AfterEach
  void close() throws Exception {
    outlet.idle();
    board.close();
  }

  @Test
  void successWithoutSwitchingIsRefused() {
    board.behave(Mode.SWITCHES_NOTHING);

    failureOf(outlet::off, Reason.REFUSED)
        .hasMessage(
            outlet.controller()
                + " reports success of 'turn relay 5 of bank 2 on' (FE 70 02),"
                + " but the relay is off");
  }

  @Test
  void nonsenseIsGarbled() {
    board.behave(Mode.TALKS_NONSENSE);

    failureOf(outlet::on, Reason.GARBLED)
        .hasMessage(
            outlet.controller()
                + ": expected 55 in answer to 'turn relay 5 of bank 2 off' (FE 68 02), got 56");
    failureOf(outlet::check, Reason.GARBLED).hasMessageContaining("'two-way test' (FE 21)");
    failureOf(outlet::read, Reason.GARBLED).hasMessageContaining("expected 00 or 01");
  }

  @Test
  void aDroppedConnectionIsGarbled() {
    board.behave(Mode.DROPS_THE_CONNECTION);

    failureOf(outlet::on, Reason.GARBLED).hasMessageContaining("got the end of the connection");
  }

  @Test
  void aBankThatTheBoardDoesNotHaveIsGarbled() {
    PowerControl absent =
        new ProxrDriver(new ProxrSettings(2101, SETTLE)).bind(address("/bank5/relay1"));

    failureOf(absent::on, Reason.GARBLED).hasMessageContaining("bank 5");
  }

  @Test
  void anUnknownHostIsUnreachable() {
    PowerControl nowhere =
        new ProxrDriver(new ProxrSettings(2101, SETTLE))
            .bind(DriverAddress.parse("proxr://relay.invalid/bank1/relay1"));

    failureOf(nowhere::on, Reason.UNREACHABLE)
        .hasMessage("relay.invalid:2101: cannot connect: name not known");
  }

  @Test
  void aBoardThatRefusesIsUnreachable() {
    PowerControl closed =
        new ProxrDriver(new ProxrSettings(2101, SETTLE))
            .bind(DriverAddress.parse("proxr://127.0.0.1:1/bank1/relay1"));

    failureOf(closed::on, Reason.UNREACHABLE)
        .hasMessage("127.0.0.1:1: cannot connect: Connection refused");
  }

  @Test
  void aFailureClosesTheConnection() throws Exception {
    board.behave(Mode.HANGS);
    assertThat(HostCall.within(Duration.ofMillis(500), outlet::off)).isPresent();

    board.behave(Mode.WORKS);
    outlet.on(soon());

    assertThat(board.connections()).isEqualTo(2);
  }

  @Test
  void aConnectionThatTheBoardClosedIsReplaced() throws Exception {
    outlet.off(soon());
    board.dropTheConnection();

    assertThat(outlet.read(soon())).isEqualTo(PowerState.OFF);
    assertThat(board.connections()).isEqualTo(2);
  }

  @Test
  void aByteThatNobodyAskedForIsNotTakenForAnAnswer() throws Exception {
    outlet.off(soon());
    board.say(0x00);

    assertThat(outlet.read(soon())).isEqualTo(PowerState.OFF);
    assertThat(board.connections()).isEqualTo(2);
  }

  @Test
  void aCallOverTheSharedConnectionIsGivenUp() throws Exception {
    outlet.check(soon());
    board.behave(Mode.HANGS);

    assertThat(HostCall.givenUpAfter(Duration.ofMillis(50), outlet::off))
        .get()
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class))
        .returns(Reason.TIMED_OUT, DriverException::reason);
  }

  @Test
  void theDeadlineOfAnEarlierCallDoesNotEndALaterOne() throws Exception {
    Deadline earlier = soon();
    outlet.off(earlier);
    earlier.expire();

    assertThat(outlet.read(soon())).isEqualTo(PowerState.OFF);
  }

  @Test
  void theBoardRestsAfterTheConnectionIsClosed() throws Exception {
    outlet.check(soon());
    outlet.idle();
    long closed = System.nanoTime();

    outlet.check(soon());

    assertThat(Duration.ofNanos(System.nanoTime() - closed)).isGreaterThanOrEqualTo(SETTLE);
  }

  @Test
  void aRestEndsAtTheDeadlineAndWhenTheCallIsGivenUp() throws Exception {
    PowerControl slow =
        new ProxrDriver(new ProxrSettings(2101, Duration.ofHours(1)))
            .bind(address("/bank1/relay1"));
    slow.check(soon());
    slow.idle();

    assertThat(HostCall.within(Duration.ofMillis(50), slow::on)).isPresent();
    assertThat(HostCall.givenUpAfter(Duration.ofMillis(50), slow::on))
        .get()
        .isInstanceOf(InterruptedException.class);
    assertThat(board.connections()).isEqualTo(1);
  }

  @Test
  void oneConnectionServesAllRelaysUntilTheLaneIsIdle() throws Exception {
    assertThat(neighbour.controller()).isEqualTo(outlet.controller());
    outlet.off(soon());
    neighbour.off(soon());
    outlet.on(soon());
    assertThat(neighbour.read(soon())).isEqualTo(PowerState.OFF);
    assertThat(board.connections()).isEqualTo(1);

    neighbour.idle();
    outlet.check(soon());

    assertThat(board.connections()).isEqualTo(2);
  }

  @Test
  void aDeviceHasPowerWhileItsRelayIsOff() throws Exception {
    assertThat(outlet.read(soon())).isEqualTo(PowerState.ON);
    outlet.off(soon());
    assertThat(outlet.read(soon())).isEqualTo(PowerState.OFF);
    outlet.on(soon());
    outlet.check(soon());

    assertThat(board.received())
        .as("each command in one write")
        .containsExactly("fe7802", "fe7002", "fe7802", "fe7802", "fe6802", "fe7802", "fe21");
  }

  private DriverAddress address(String relay) {
    String host = board.address().getHostString();
    return DriverAddress.parse("proxr://" + host + ":" + board.address().getPort() + relay);
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(10));
  }

  private static AbstractThrowableAssert<?, DriverException> failureOf(
      Operation operation, Reason reason) {
    Optional<Throwable> thrown = HostCall.within(Duration.ofSeconds(10), operation);
    return assertThat(thrown)
        .get()
        .asInstanceOf(InstanceOfAssertFactories.throwable(DriverException.class))
        .returns(reason, DriverException::reason);
  }
}
