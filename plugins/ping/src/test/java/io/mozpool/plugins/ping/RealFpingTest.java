package io.mozpool.plugins.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.abort;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Against the fping of this machine; a build with {@code CI=true} must have it. */
class RealFpingTest {

  private static final Optional<Path> FPING = SearchPath.ofTheProcess().find("fping");

  @BeforeAll
  static void needsFping() {
    if (FPING.isEmpty() && !"true".equals(System.getenv("CI"))) {
      LoggerFactory.getLogger(RealFpingTest.class).warn("skipped: apt-get install fping");
      abort("no fping on the PATH");
    }
    assertThat(FPING).as("fping, which CI needs: apt-get install fping").isPresent();
  }

  @Test
  void anUnknownNameCouldNotBeAsked() {
    DriverException thrown =
        catchThrowableOfType(DriverException.class, () -> answers("no-such-host.invalid"));
    assertThat(thrown).hasMessageContaining("no-such-host.invalid");
    assertThat(thrown.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void anAddressThatNobodyHasDoesNotAnswer() throws Exception {
    assertThat(answers("240.0.0.1")).isFalse();
  }

  @Test
  void theLoopbackInterfaceAnswers() throws Exception {
    assertThat(answers("127.0.0.1")).isTrue();
  }

  private boolean answers(String host) throws DriverException, InterruptedException {
    return new FpingProbe(FPING.orElseThrow(), new PingTarget(host))
        .answers(Deadline.in(Duration.ofSeconds(30)));
  }
}
