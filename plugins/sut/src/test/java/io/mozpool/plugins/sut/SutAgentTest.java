package io.mozpool.plugins.sut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.agent.DeviceAgent;
import io.mozpool.plugins.sut.AgentDouble.Reply;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SutAgentTest {

  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String TESTS = "/mnt/sdcard/tests";
  private static final String START = "testroot\r\nisdir " + TESTS + "\r\nver\r\n";

  private AgentDouble peer;

  @AfterEach
  void close() throws Exception {
    peer.close();
  }

  @Test
  void aWarningIsARefusal() throws Exception {
    peer = new AgentDouble().answer("mkdr " + TESTS, Reply.text("##AGENT-WARNING## disk full"));
    assertThat(verifyFails(LONG))
        .hasMessageContainingAll(peer.address().substring(6), "mkdr " + TESTS, "disk full")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.REFUSED);
  }

  @Test
  void aWarningInsteadOfAGreetingIsARefusal() throws Exception {
    peer = new AgentDouble().answer("", Reply.text("##AGENT-WARNING## go away"));
    assertThat(verifyFails(LONG).reason()).isEqualTo(Reason.REFUSED);
  }

  @Test
  void anEmptyAnswerWhetherADirectoryIsThereIsAnError() throws Exception {
    peer = new AgentDouble().answer("isdir " + TESTS, Reply.text(""));
    assertThat(verifyFails(LONG))
        .hasMessageContainingAll("isdir " + TESTS, "''")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.GARBLED);
  }

  @Test
  void anAgentThatDiesOfItsTestRootIsGarbled() throws Exception {
    peer = new AgentDouble().answer("testroot", Reply.HANG_UP);
    assertThat(verifyFails(LONG))
        .hasMessageContaining("'testroot'")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.GARBLED);
  }

  @Test
  void aTestRootThatIsNoPathIsGarbled() throws Exception {
    peer = new AgentDouble().answer("testroot", Reply.text("null"));
    assertThat(verifyFails(LONG))
        .hasMessageContaining("'null'")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.GARBLED);
  }

  @Test
  void aVersionThatIsNoneIsGarbled() throws Exception {
    peer = new AgentDouble(TESTS).answer("ver", Reply.text("banana"));
    assertThat(verifyFails(LONG))
        .hasMessageContaining("'banana'")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.GARBLED);
  }

  @Test
  void anotherProtocolIsGarbled() throws Exception {
    peer = new AgentDouble().answer("", Reply.raw("SSH-2.0-OpenSSH_9.2\r\n"));
    assertThat(verifyFails(Duration.ofMillis(200)))
        .hasMessageContaining("SSH-2.0")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.GARBLED);
  }

  @Test
  void silenceAfterACommandIsTimedOutLongBeforeTheDeadline() throws Exception {
    peer = new AgentDouble().answer("testroot", Reply.SILENCE);
    assertThat(verifyFails(Duration.ofMillis(200)))
        .hasMessageContaining("'testroot'")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void outputWithoutEndIsGarbled() throws Exception {
    peer = new AgentDouble(TESTS).answer("ver", Reply.ENDLESS);
    assertThat(verifyFails(LONG))
        .hasMessageContaining("more than 1048576 bytes")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.GARBLED);
  }

  @Test
  void storageThatKeepsSomethingElseIsRefused() throws Exception {
    String md5 = "d41d8cd98f00b204e9800998ecf8427e";
    peer = new AgentDouble(TESTS);
    peer.answer("push " + TESTS + "/sdcardtest/sdcard_check 15", Reply.text(md5));
    assertThat(fails(() -> agent().verifyStorage(Deadline.in(LONG))))
        .hasMessageContaining(md5)
        .extracting(DriverException::reason)
        .isEqualTo(Reason.REFUSED);
  }

  @Test
  void storageThatDoesNotMakeTheDirectoryIsRefused() throws Exception {
    peer = new AgentDouble(TESTS);
    peer.answer("mkdr " + TESTS + "/sdcardtest", Reply.text("Could not create the directory"));
    assertThat(fails(() -> agent().verifyStorage(Deadline.in(LONG))))
        .hasMessageContaining(TESTS + "/sdcardtest")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.REFUSED);
  }

  @Test
  void verifySpeaksAsMozdeviceDoes() throws Exception {
    peer = new AgentDouble(TESTS);
    agent().verify(Deadline.in(LONG));
    assertThat(peer.conversation()).isEqualTo(START);
  }

  @Test
  void verifyMakesTheTestsDirectoryWhereItIsMissing() throws Exception {
    peer = new AgentDouble();
    agent().verify(Deadline.in(LONG));
    assertThat(peer.conversation())
        .isEqualTo(
            """
            testroot
            isdir /mnt/sdcard/tests
            isdir /mnt/sdcard/tests
            mkdr /mnt/sdcard/tests
            ver
            """
                .replace("\n", "\r\n"));
  }

  @Test
  void anUnknownNameCouldNotBeAsked() throws Exception {
    peer = new AgentDouble();
    SutAddress nowhere = SutAddress.of(DriverAddress.parse("sut://no-such-host.invalid"));
    SutAgent agent = new SutAgent(nowhere, new SutSettings(LONG, LONG));
    assertThat(fails(() -> agent.verify(Deadline.in(LONG))))
        .hasMessage("SUTAgent at no-such-host.invalid:20701 cannot be asked: name not known")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void anErrorOfLsMeansThatTheDirectoryIsMissing() throws Exception {
    peer = new AgentDouble();
    peer.answer("isdir " + TESTS, Reply.text(TESTS + ": No such file or directory"));
    agent().verify(Deadline.in(LONG));
    assertThat(peer.conversation()).contains("mkdr " + TESTS + "\r\n");
  }

  @Test
  void verifyReadsRepliesThatComeInPieces() throws Exception {
    peer = new AgentDouble(TESTS);
    peer.answer("testroot", Reply.byteByByte("/data/local"));
    peer.answer("ver", Reply.byteByByte("SUTAgentNegatus Version 1.0"));
    agent().verify(Deadline.in(LONG));
    assertThat(peer.conversation()).contains("isdir /data/local/tests\r\n").endsWith("ver\r\n");
  }

  @Test
  void storageCheckSpeaksAsMozpoolDoes() throws Exception {
    peer = new AgentDouble(TESTS);
    agent().verifyStorage(Deadline.in(LONG));
    assertThat(peer.conversation())
        .isEqualTo(
            START
                + """
                isdir /mnt/sdcard/tests
                isdir /mnt/sdcard/tests/sdcardtest
                isdir /mnt/sdcard/tests/sdcardtest
                mkdr /mnt/sdcard/tests/sdcardtest
                isdir /mnt/sdcard/tests/sdcardtest
                isdir /mnt/sdcard/tests/sdcardtest
                push /mnt/sdcard/tests/sdcardtest/sdcard_check 15
                """
                    .replace("\n", "\r\n")
                + "autophone test\n"
                + """
                isdir /mnt/sdcard/tests/sdcardtest
                rmdr /mnt/sdcard/tests/sdcardtest
                """
                    .replace("\n", "\r\n"));
  }

  @Test
  void storageCheckRemovesWhatAnEarlierOneLeft() throws Exception {
    peer = new AgentDouble(TESTS, TESTS + "/sdcardtest");
    agent().verifyStorage(Deadline.in(LONG));
    assertThat(peer.conversation())
        .containsSubsequence("rmdr " + TESTS + "/sdcardtest\r\n", "mkdr ", "push ", "rmdr ");
  }

  @Test
  void rebootDoesNotWaitForAnAnswer() throws Exception {
    peer = new AgentDouble(TESTS).answer("rebt", Reply.SILENCE);
    agent().reboot(Deadline.in(LONG));
    assertThat(peer.conversation()).isEqualTo(START + "rebt\r\n");
  }

  private DriverException verifyFails(Duration commandTimeout) {
    return fails(() -> agent(commandTimeout).verify(Deadline.in(LONG)));
  }

  private DeviceAgent agent() {
    return agent(LONG);
  }

  private DeviceAgent agent(Duration commandTimeout) {
    SutSettings settings = new SutSettings(Duration.ofSeconds(1), commandTimeout);
    return new SutAgent(SutAddress.of(DriverAddress.parse(peer.address())), settings);
  }

  private static DriverException fails(ThrowingCallable call) {
    return catchThrowableOfType(DriverException.class, call);
  }
}
