package io.mozpool.plugins.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class JavaProbeTest {

  @Test
  void silenceProvesNothing() {
    DriverException thrown = fails("240.0.0.1");
    assertThat(thrown).hasMessageContaining("240.0.0.1");
    assertThat(thrown.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void anUnknownNameCouldNotBeAsked() {
    DriverException thrown = fails("no-such-host.invalid");
    assertThat(thrown).hasMessage("name not known: no-such-host.invalid");
    assertThat(thrown.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void theLoopbackInterfaceAnswers() throws Exception {
    assertThat(answers("127.0.0.1")).isTrue();
  }

  private static DriverException fails(String host) {
    return catchThrowableOfType(DriverException.class, () -> answers(host));
  }

  private static boolean answers(String host) throws DriverException {
    return new JavaProbe(new PingTarget(host)).answers(Deadline.in(Duration.ofSeconds(30)));
  }
}
