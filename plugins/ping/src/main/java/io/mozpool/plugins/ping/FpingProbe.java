package io.mozpool.plugins.ping;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mozpool.plugin.Deadline;
import io.mozpool.plugin.DriverException;
import io.mozpool.plugin.DriverException.Reason;
import io.mozpool.plugin.probe.ReachabilityProbe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks by the program fping: up to five echo requests within a second. */
final class FpingProbe implements ReachabilityProbe {

  private static final List<String> OPTIONS = List.of("-r4", "-t50", "--");
  private static final int MAX_OUTPUT = 4_000;

  private final Path command;
  private final PingTarget target;

  FpingProbe(Path command, PingTarget target) {
    this.command = command;
    this.target = target;
  }

  @Override
  public boolean answers(Deadline deadline) throws DriverException, InterruptedException {
    long millis = deadline.remainingMillis();
    Process fping = start();
    try {
      deadline.closeOnExpiry(fping::destroyForcibly);
      if (!fping.waitFor(millis, TimeUnit.MILLISECONDS)) {
        throw new DriverException(
            Reason.TIMED_OUT, "fping of " + target + " was not done within " + millis + " ms");
      }
      return answered(fping, deadline);
    } finally {
      fping.destroyForcibly();
    }
  }

  private Process start() throws DriverException {
    List<String> words = new ArrayList<>();
    words.add(command.toString());
    words.addAll(OPTIONS);
    words.add(target.host());
    try {
      return new ProcessBuilder(words).start();
    } catch (IOException e) {
      throw new DriverException(Reason.UNREACHABLE, "cannot ping " + target + ": " + e, e);
    }
  }

  private boolean answered(Process fping, Deadline deadline) throws DriverException {
    FpingVerdict verdict =
        new FpingVerdict(
            fping.exitValue(), text(fping.getInputStream()), text(fping.getErrorStream()));
    if (verdict.isYes() || verdict.isNo()) {
      return verdict.isYes();
    }
    deadline.remaining(); // killed when it was over: that says so
    throw new DriverException(Reason.UNREACHABLE, verdict.reason(target));
  }

  private static String text(InputStream output) {
    // What is there and no more: a child of the program may keep the stream open.
    try (output) {
      byte[] said = output.readNBytes(Math.min(output.available(), MAX_OUTPUT));
      return new String(said, UTF_8).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
