package io.mozpool.cli.demo;

import io.mozpool.cli.server.DataDirectory;
import io.mozpool.host.Configuration;
import io.mozpool.host.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code mozpool demo}: a server, a rack of fake boards, and a request that gets one of them. */
@Command(
    name = "demo",
    description = {
      "Runs a server with fake boards on a fake relay board, asks for any device with an image,"
          + " shows every step until the request is ready, and returns the device. The server then"
          + " stays up until it gets SIGTERM or Ctrl-C.",
      "Called again with the same directory, the demo goes on with the pool that is there."
    })
public final class DemoCommand implements Callable<Integer> {

  @Option(names = "--devices", paramLabel = "N", description = "How many boards (10).")
  private @Nullable Integer devices;

  @Option(
      names = "--speed",
      paramLabel = "X",
      description = "How many times faster than life the boards are (60).")
  private @Nullable Double speed;

  @Option(
      names = "--port",
      paramLabel = "P",
      description = "The port of HTTP (8010); 0 for any free one.")
  private @Nullable Integer port;

  @Option(names = "--once", description = "End when the device was returned.")
  private boolean once;

  @Option(
      names = "--image",
      paramLabel = "NAME",
      defaultValue = "b2g",
      description = "The image to ask for (${DEFAULT-VALUE}).")
  private String image = "";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "mozpool-demo",
      description = "Where configuration, database, rack and log are kept (${DEFAULT-VALUE}).")
  private Path directory = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  @Override
  public Integer call() throws IOException, InterruptedException {
    check("--devices", devices, 1, 1000);
    check("--speed", speed, 0.1, 10_000);
    check("--port", port, 0, 65535);
    DataDirectory.take(directory, "demo");
    System.setProperty("logback.configurationFile", "io/mozpool/cli/demo/logback.xml");
    Path log = PrivateFiles.file(directory.resolve("mozpool.log"));
    System.setProperty("mozpool.log", log.toString());
    Path file = directory.resolve("mozpool.yml");
    PoolFile pool = PoolFile.in(file).with(devices, speed, port);
    pool.write(file);
    Demo demo = new Demo(spec.commandLine().getOut(), spec.commandLine().getErr(), file, image);
    return demo.run(Configuration.load(file), pool, once);
  }

  private void check(String option, @Nullable Number value, double least, double most) {
    if (value != null && (value.doubleValue() < least || value.doubleValue() > most)) {
      throw new ParameterException(
          spec.commandLine(),
          "%s: expected %s to %s, not %s".formatted(option, plain(least), plain(most), value));
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
