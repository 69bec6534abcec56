package io.mozpool.plugins.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FpingProbeTest {

  private static final Duration LONG = Duration.ofSeconds(10);

  @TempDir private Path directory;

  /** As fping 5, fping 3, and fping of a system with musl say it. */
  @ParameterizedTest
  @CsvSource({
    "2, panda-0001: Name or service not known",
    "1, panda-0001 address not found",
    "1, panda-0001: Name does not resolve"
  })
  void anUnknownNameCouldNotBeAsked(int status, String complaint) throws Exception {
    assertThat(fails("echo '%s' >&2; exit %d".formatted(complaint, status), LONG))
        .hasMessage("name not known: panda-0001")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.UNREACHABLE);
  }

  /** Without a network fping says that the host is unreachable, too. */
  @ParameterizedTest
  @CsvSource({
    "1, panda-0001 is unreachable, panda-0001: error while sending ping: Network is unreachable",
    "2, '', panda-0001: Temporary failure in name resolution",
    "1, '', Traceback (most recent call last):",
    "1, '', ''",
    "127, '', fping: not found"
  })
  void whatIsNoDefiniteAnswerIsNone(int status, String output, String complaint) throws Exception {
    String script = "echo '%s'; echo '%s' >&2; exit %d".formatted(output, complaint, status);
    assertThat(fails(script, LONG))
        .hasMessage(
            "cannot ping panda-0001: fping ended with status %d, saying '%s'"
                .formatted(status, complaint))
        .extracting(DriverException::reason)
        .isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void aNetworkThatCannotBeUsedCouldNotBeAsked() throws Exception {
    assertThat(fails("echo \"can't create socket (must run as root?)\" >&2; exit 4", LONG))
        .hasMessageContaining("must run as root?")
        .extracting(DriverException::reason)
        .isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void aLongComplaintIsCut() throws Exception {
    assertThat(fails("head -c 5000 /dev/zero | tr '\\0' x >&2; exit 3", LONG).getMessage())
        .hasSizeBetween(500, 600);
  }

  @Test
  void aProgramThatCannotRunCouldNotAsk() {
    FpingProbe probe = new FpingProbe(directory.resolve("none"), new PingTarget("panda-0001"));
    DriverException thrown =
        catchThrowableOfType(DriverException.class, () -> probe.answers(Deadline.in(LONG)));
    assertThat(thrown).hasMessageContaining("none");
    assertThat(thrown.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void aProgramThatDoesNotEndIsKilledAtTheDeadline() throws Exception {
    assertThat(fails("exec sleep 60", Duration.ofMillis(200)).reason()).isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void aProgramThatWasKilledIsNotTakenForAnAnswer() throws Exception {
    assertThat(fails("kill -9 $$", LONG)).hasMessageContaining("status 137");
  }

  @Test
  void noAnswerIsNo() throws Exception {
    String silent =
        "echo 'panda-0001 is unreachable'; echo 'ICMP Host Unreachable from 10.0.0.1' >&2; exit 1";
    assertThat(probe(silent).answers(Deadline.in(LONG))).isFalse();
  }

  @Test
  void anAnswerIsYes() throws Exception {
    assertThat(probe("exit 0").answers(Deadline.in(LONG))).isTrue();
  }

  @Test
  void theHostIsTheLastArgumentAndNoOption() throws Exception {
    FakeFping fping = FakeFping.in(directory, "exit 0");
    new FpingProbe(fping.program(), new PingTarget("10.0.0.5")).answers(Deadline.in(LONG));
    assertThat(fping.arguments()).hasContent("-r4\n-t50\n--\n10.0.0.5");
  }

  private DriverException fails(String script, Duration allowed) throws IOException {
    FpingProbe probe = probe(script);
    return catchThrowableOfType(DriverException.class, () -> probe.answers(Deadline.in(allowed)));
  }

  private FpingProbe probe(String script) throws IOException {
    return new FpingProbe(FakeFping.in(directory, script).program(), new PingTarget("panda-0001"));
  }
}
