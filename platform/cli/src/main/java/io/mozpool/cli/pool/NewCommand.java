package io.mozpool.cli.pool;

import io.mozpool.cli.remote.Known;
import io.mozpool.cli.remote.Remote;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.NewRequest;
import io.mozpool.client.RequestFailedException;
import io.mozpool.client.StateChange;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code mozpool request new}: asks for a device. */
@Command(name = "new", description = "Asks for a device with an image on it.")
final class NewCommand implements Callable<Integer> {

  /** A server that restarts does not end the wait. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  @ParentCommand private RequestCommand parent = new RequestCommand(); // picocli puts its own here

  @Parameters(
      paramLabel = "DEVICE",
      arity = "0..1",
      defaultValue = NewRequest.ANY,
      description = "The device's name (${DEFAULT-VALUE}).")
  private String device = NewRequest.ANY;

  @Option(
      names = "--image",
      paramLabel = "NAME",
      required = true,
      description = "What it should have on it.")
  private String image = "";

  @Option(
      names = "--assignee",
      paramLabel = "WHO",
      defaultValue = "${sys:user.name}",
      description = "Whom it is for, as in an email address (${DEFAULT-VALUE}).")
  private String assignee = "";

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      required = true,
      converter = Seconds.class,
      description = "How long it is wanted: 1800, 30m, 2h.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--environment",
      paramLabel = "NAME",
      defaultValue = NewRequest.ANY,
      description = "The environment it should be in (${DEFAULT-VALUE}).")
  private String environment = NewRequest.ANY;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "What the image needs to know: --set b2gbase=http://builds.example/1/")
  private Map<String, String> bootConfig = Map.of();

  @Option(
      names = "--wait",
      description = "Show each change of state until the device is ready; fail where it never is.")
  private boolean wait;

  @Option(
      names = "--wait-for-device",
      description = "Wait for DEVICE while it is busy, as long as the request lasts.")
  private boolean waitForDevice;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = Seconds.class,
      description = "How long to wait (as long as the device is wanted).")
  private @Nullable Duration timeout;

  @Option(
      names = "--keep",
      description =
          "Keep the request where the wait ends without a device, by Ctrl-C too; else it is"
              + " returned.")
  private boolean keep;

  @Override
  public Integer call() throws IOException, InterruptedException, RequestFailedException {
    Remote remote = parent.remote();
    MozpoolClient client = remote.client();
    if (!wait && (timeout != null || keep)) {
      throw remote.misuse("--timeout and --keep: expected --wait with them");
    }
    Known.keys(remote, image, bootConfig.keySet());
    Known.environment(remote, environment);
    try (OwnRequest request = new OwnRequest(remote, client, keep)) {
      int number = request.make(wish());
      if (wait) {
        remote.progress("request " + number);
        await(client, request, number);
      }
      int exitCode = RequestCommand.show(remote, number);
      if (remote.isPrinted()) {
        request.handOver();
      }
      return exitCode;
    }
  }

  private void await(MozpoolClient client, OwnRequest request, int number)
      throws IOException, InterruptedException, RequestFailedException {
    try {
      client
          .patient(PATIENCE)
          .await(number, "ready", timeout == null ? duration : timeout, this::tell);
    } catch (RequestFailedException e) {
      if (e.isOver()) {
        request.handOver();
      }
      throw e;
    }
  }

  private NewRequest wish() {
    NewRequest wish = new NewRequest(device, assignee, duration, image, environment, bootConfig);
    if (waitForDevice && device.equals(NewRequest.ANY)) {
      throw parent.remote().misuse("--wait-for-device: expected the name of a DEVICE to wait for");
    }
    return waitForDevice ? wish.waiting() : wish;
  }

  private void tell(StateChange change) {
    parent.remote().progress(CLOCK.format(change.at()) + "  " + change.state());
  }
}
