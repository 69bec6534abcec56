package io.mozpool.dist.pages;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.mozpool.client.ConflictException;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.dist.PoolProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A running server with fake boards, and a browser that looks at its pages. */
final class Site implements AutoCloseable {

  static final int BOARDS = 12;
  static final int WIDE = 1280;
  static final int PHONE = 360;
  private static final int SPEED = 60;

  private final Path directory = Files.createTempDirectory("pages");
  private final PoolProcesses pool;
  private final Chromium chromium;
  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();
  private Process server;
  private int taken;

  Site() throws Exception {
    pool = PoolProcesses.ofDemo(directory, BOARDS, SPEED);
    pool.set("inventory-link: http://inventory.example.com/{id}/{name}");
    server = pool.startServer();
    chromium = new Chromium();
  }

  MozpoolClient client() {
    return pool.client();
  }

  PoolProcesses pool() {
    return pool;
  }

  /** Asks the API to do something, with a body of these keys and values. */
  JsonObject post(Map<String, ?> body, String... path) throws IOException {
    return client().at(path).post(JsonObject.of(body));
  }

  /** Puts a device into a state by hand, wherever it is about to go. */
  void force(String device, String state) {
    await()
        .ignoreException(ConflictException.class)
        .until(
            () -> {
              String now = client().at("device", device, "state").get().text("state");
              post(Map.of(), "device", device, "state-change", now, "to", state);
              return true;
            });
  }

  /** A board that is ready; each in its turn, but for those that others have left on their way. */
  String board() {
    return await()
        .atMost(Duration.ofMinutes(3))
        .pollDelay(Duration.ZERO)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              String name = "fake-%04d".formatted(taken++ % BOARDS + 1);
              return client().at("device", name, "state").get().text("state").equals("ready")
                  ? name
                  : "";
            },
            name -> !name.isEmpty());
  }

  /** Opens a page in a browser of its own. */
  Page open(String path) {
    return open(path, WIDE, ColorScheme.LIGHT);
  }

  /** Opens a page in a browser of its own, of a width and with a theme. */
  Page open(String path, int width, ColorScheme theme) {
    BrowserContext context = chromium.context(width, theme);
    contexts.add(context);
    return open(path, context);
  }

  /** Opens a page in a further tab. */
  Page open(String path, BrowserContext context) {
    Page page = context.newPage();
    page.setDefaultTimeout(15_000);
    page.onPageError(complaints::add);
    page.onConsoleMessage(this::hear);
    page.navigate(url() + path);
    return page;
  }

  /** A page that shows nothing yet, in a browser of its own; nobody hears its complaints. */
  Page blank() {
    BrowserContext context = chromium.context(WIDE, ColorScheme.LIGHT);
    contexts.add(context);
    Page page = context.newPage();
    page.setDefaultTimeout(15_000);
    return page;
  }

  String url() {
    return "http://localhost:" + pool.url().replaceAll(".*:", "");
  }

  /** Stops the server's process where it stands, or has it go on. */
  void signalServer(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid())).start().waitFor();
  }

  void stopServer() throws InterruptedException {
    PoolProcesses.kill(server);
  }

  void startServer() throws IOException {
    server = pool.startServer();
  }

  /** Closes the browsers of a test; gives what pages complained of in their consoles. */
  List<String> closePages() {
    contexts.forEach(BrowserContext::close);
    contexts.clear();
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  @Override
  public void close() throws Exception {
    chromium.close();
    pool.close();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(Site::delete);
    }
  }

  /** Answers that are errors are told by the pages themselves. */
  private void hear(ConsoleMessage message) {
    if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
      complaints.add(message.text());
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
