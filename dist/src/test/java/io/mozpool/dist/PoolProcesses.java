package io.mozpool.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.client.DeviceSummary;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.NewRequest;
import io.mozpool.client.Request;
import io.mozpool.client.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A pool as an operator runs it: processes of the built distribution, on a directory of its own.
 */
public final class PoolProcesses implements AutoCloseable {

  private static final Duration BUSY = Duration.ofSeconds(10);
  static final Duration PATIENCE = Duration.ofMinutes(4);

  /** Of many boards so many that have tested themselves will do. */
  private static final long ENOUGH = 100;

  private static final Pattern SOME_FAKE_SETTING = Pattern.compile("( +)relay-port:");
  private static final String LAUNCHER = System.getProperty("mozpool.home") + "/bin/mozpool";

  private final Path directory;
  private final int port;
  private final List<Process> processes = new ArrayList<>();
  private String javaOptions = "";

  private PoolProcesses(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  /**
   * Has `mozpool demo` make a pool, waits until its boards, or enough of them, have tested
   * themselves, and stops it.
   */
  public static PoolProcesses ofDemo(Path directory, int boards, int speed) throws Exception {
    PoolProcesses pool = new PoolProcesses(directory, Launcher.freePort());
    Process demo =
        pool.start(
            "demo",
            "--once",
            "--data",
            directory.toString(),
            "--devices",
            "1",
            "--speed",
            String.valueOf(speed),
            "--port",
            String.valueOf(pool.port));
    assertThat(demo.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(demo.exitValue()).as(pool.log("demo")).isZero();
    String yaml = Files.readString(pool.file());
    Files.writeString(pool.file(), yaml.replace("boards: 1\n", "boards: " + boards + "\n"));
    Process server = pool.startServer();
    pool.client() // so many new ones at once are not added unless somebody says so
        .at("admin", "inventory-sync")
        .post(JsonObject.of(Map.of("ship_it", true)));
    pool.awaitReady(Math.min(boards, ENOUGH));
    server.destroy();
    assertThat(server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return pool;
  }

  /** A pool whose configuration is this; {@code %PORT%} in it becomes the server's port. */
  public static PoolProcesses of(Path directory, String yaml) throws IOException {
    PoolProcesses pool = new PoolProcesses(directory, Launcher.freePort());
    Files.createDirectories(directory);
    Files.writeString(pool.file(), yaml.replace("%PORT%", String.valueOf(pool.port)));
    return pool;
  }

  public Path file() {
    return directory.resolve("mozpool.yml");
  }

  /** Adds a setting of the fake rack: a line of YAML. */
  void setFake(String line) throws IOException {
    String anchor = "                relay-port:".substring(8);
    String yaml = Files.readString(file());
    assertThat(yaml).contains(anchor);
    Files.writeString(
        file(), yaml.replace(anchor, anchor.replace("relay-port:", line) + "\n" + anchor));
  }

  /** Adds lines below {@code mozpool}. */
  public void set(String lines) throws IOException {
    Files.writeString(
        file(), Files.readString(file()).replace("mozpool:\n", "mozpool:\n" + lines.indent(2)));
  }

  /** Options for the JVMs of servers that are started from now on. */
  void javaOptions(String options) {
    javaOptions = options;
  }

  /** From now on the rack runs in a process of its own, or not at all. */
  void takeRackApart() throws IOException {
    String yaml = Files.readString(file());
    assertThat(yaml).contains("start: true");
    Files.writeString(file(), yaml.replace("start: true", "start: false"));
  }

  Process startRack() throws IOException {
    return start("rack", "--config", file().toString());
  }

  /** Starts a server and waits until it answers. */
  public Process startServer() throws IOException {
    Process server = start("server", "--config", file().toString());
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .failFast("the server has ended: " + log("server"), () -> !server.isAlive())
        .until(() -> !client().version().isEmpty());
    return server;
  }

  public MozpoolClient client() {
    return new MozpoolClient(URI.create(url())).patient(Duration.ZERO);
  }

  /** Where the server is, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Asks for a device, and again as long as the server has too much to do. */
  public int request(String device) throws IOException {
    return client()
        .patient(BUSY)
        .request(
            new NewRequest(
                device,
                "test",
                Duration.ofHours(1),
                "b2g",
                NewRequest.ANY,
                Map.of("b2gbase", "http://127.0.0.1/b2g")))
        .id();
  }

  /** Asks for any device, and waits until the request has one. */
  Request requestWithDevice() throws IOException {
    int request = request("any");
    return await()
        .atMost(PATIENCE)
        .until(
            () -> client().patient(BUSY).details(request),
            details -> details.assignedDevice().isPresent());
  }

  public void awaitRequest(int request, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(client().status(request).state()).isEqualTo(state));
  }

  public void awaitDevice(String device, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(deviceState(device)).isEqualTo(state));
  }

  private void awaitReady(long boards) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> client().devices().stream().filter(each -> each.state().equals("ready")).count(),
            count -> count >= boards);
  }

  /**
   * Makes a request and waits until its device is in a state that it passes on the way to ready. A
   * state may be passed between two looks: then the device is given back and asked for again.
   */
  int requestUntilADeviceIsIn(String state) throws IOException {
    int request = request("any");
    AtomicReference<String> seen = new AtomicReference<>("");
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              Optional<String> device = client().details(request).assignedDevice();
              seen.set(device.isPresent() ? deviceState(device.get()) : "");
              return seen.get().equals(state) || client().status(request).state().equals("ready");
            });
    if (seen.get().equals(state)) {
      return request;
    }
    client().giveBack(request);
    return requestUntilADeviceIsIn(state);
  }

  String deviceState(String device) throws IOException {
    return client().devices().stream()
        .filter(each -> each.name().equals(device))
        .map(DeviceSummary::state)
        .findFirst()
        .orElseThrow();
  }

  Stream<String> deviceLog(String device) throws IOException {
    Status status = client().deviceStatus(device);
    return status.log().stream().map(line -> line.message());
  }

  /** Ends what runs as the kernel does when memory is short. */
  public static void kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    for (Process process : processes) {
      kill(process);
    }
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER));
    command.addAll(List.of(arguments));
    Files.createDirectories(directory);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(
                    directory.resolve(arguments[0] + ".out").toFile()));
    builder.environment().merge("MOZPOOL_JAVA_OPTS", javaOptions, (own, ours) -> own + " " + ours);
    Process process = builder.start();
    processes.add(process);
    return process;
  }

  String log(String command) {
    try {
      return Files.readString(directory.resolve(command + ".out"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
