package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.client.DeviceSummary;
import io.mozpool.dist.Launcher.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo, from the launcher to the device that was returned. */
class DemoIT {

  @TempDir private Path directory;
  private Launcher launcher;
  private int port;

  @BeforeEach
  void chooseAPort() throws IOException {
    launcher = new Launcher(directory);
    port = Launcher.freePort();
  }

  @Test
  void anImageThatIsNotThereIsRefusedInOneSentence() throws Exception {
    Result result = demo("--image", "plan9");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "mozpool: --image: there is no image 'plan9', expected one of"
                + " [android, b2g, maintenance, self-test]\n");
  }

  @Test
  void showsEveryStepUntilTheDeviceWasReturned() throws Exception {
    Result result = demo();
    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsSubsequence(
            " self_test_running\n",
            " contact_lifeguard\n",
            " b2g_downloading\n",
            " b2g_extracting\n",
            " sut_verifying\n",
            "request 1    ready\n",
            "request 1    closed\n",
            "What took how long",
            "Try next:");
  }

  @Test
  void installsAndroidToo() throws Exception {
    Result result = demo("--image", "android");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).containsSubsequence(" android_extracting\n", "request 1    ready\n");
  }

  @Test
  void goesOnWithThePoolOfAnEarlierDemo() throws Exception {
    demo();
    port = Launcher.freePort();
    Result result = demo();
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("request 2    ready\n").doesNotContain("self_test_running");
  }

  @Test
  void itsConfigurationStartsTheSamePool() throws Exception {
    demo();
    Process server = launcher.start("server", "--config", "demo/mozpool.yml");
    try {
      List<DeviceSummary> devices = Launcher.clientOf(port).devices();
      assertThat(devices).extracting(DeviceSummary::name).containsExactly("fake-0001", "fake-0002");
      assertThat(devices).extracting(DeviceSummary::image).contains(Optional.of("b2g"));
      server.destroy();
      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      server.destroyForcibly();
    }
  }

  private Result demo(String... options) throws IOException, InterruptedException {
    String[] fixed = {
      "demo", "--once", "--data", "demo", "--devices", "2", "--speed", "200", "--port", "" + port
    };
    String[] all = Arrays.copyOf(fixed, fixed.length + options.length);
    System.arraycopy(options, 0, all, fixed.length, options.length);
    return launcher.run(all);
  }
}
