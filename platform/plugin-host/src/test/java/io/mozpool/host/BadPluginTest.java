package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mozpool.host.PluginInfo.State;
import io.mozpool.host.call.GuardedCall;
import io.mozpool.host.call.GuardedCalls;
import io.mozpool.host.call.Operation;
import io.mozpool.host.call.Tolerances;
import io.mozpool.plugin.DriverAddress;
import io.mozpool.plugin.power.PowerControl;
import io.mozpool.time.SystemTime;
import io.mozpool.time.Threads;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a plugin does at the start, it alone has failed, and the reason is known. */
@Timeout(60)
class BadPluginTest {

  private static final Patience SHORT =
      new Patience(
          Duration.ofMillis(50),
          Duration.ofMillis(500),
          Duration.ofMillis(50),
          Duration.ofMillis(100));

  private static final String HANGS =
      "while (true) try { Thread.sleep(1000000); } catch (InterruptedException e) { }";

  /** An exception that can be neither read nor printed. */
  private static final String MINE =
      """
      package test;
      public class Mine extends RuntimeException {
        @Override public String getMessage() { throw new IllegalStateException("no message"); }
        @Override public Throwable getCause() { throw new StackOverflowError(); }
        @Override public String toString() { throw new Error("no text"); }
        @Override public StackTraceElement[] getStackTrace() { throw new Error("no trace"); }
      }
      """;

  private static final String NAMELESS =
      """
      static PowerControl nameless() {
        return new PowerControl() {
          public String controller() { return null; }
          public void on(Deadline deadline) {}
          public void off(Deadline deadline) {}
        };
      """;

  @TempDir Path directory;
  private TestHost rig;

  @BeforeEach
  void prepare() {
    rig = new TestHost(directory);
    TestJar.plugin("good").power("good", "", "return driver(\"c\");").in(rig.plugins());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null          | java.util.Map.of() | name() of test.Board: expected something, not null
          " "           | java.util.Map.of() | name() of test.Board: expected a name of up to 100 characters, not ' '
          boom()        | java.util.Map.of() | IllegalStateException: boom
          error()       | java.util.Map.of() | StackOverflowError: deep
          mine()        | java.util.Map.of() | Mine: null
          "board"       | null               | addressTemplates() of test.Board: expected something, not null
          "board"       | nulls()            | addressTemplates() of test.Board: expected an address for each facet, not power: null
          "board"       | error()            | StackOverflowError: deep
          """)
  void aBoardTypeThatSaysNothingOfUseHasFailed(String name, String templates, String reason) {
    TestJar.plugin("bad")
        .source("test.Mine", MINE)
        .extension("test.Board", board(name, templates))
        .in(rig.plugins());

    assertThatOnlyBadFailed(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          throw new Error("no")                      | Error: no
          throw new IllegalStateException("no")      | IllegalStateException: no
          throw new LinkageError("no")               | LinkageError: no
          throw new Mine()                           | no
          """)
  void aPluginClassThatDoesNotStartHasFailed(String start, String reason) {
    TestJar.plugin("bad")
        .manifest("Plugin-Class", "test.Main")
        .source("test.Mine", MINE)
        .source("test.Main", main(start + ";", ""))
        .power("bad", "", "return driver(1);")
        .in(rig.plugins());

    assertThatOnlyBadFailed(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          throw new Mine();                                   | Mine: null
          throw new Error("no", new Mine());                  | Error: no
          throw new Exception("no");                          | Exception: no
          throw new ExceptionInInitializerError(new Mine());  | Mine: null
          return null;                                        | create() of test.Power: expected a PowerDriver, not null
          return (PowerDriver) (Object) driver(1).bind(null); | ClassCastException
          """)
  void aFactoryThatMakesNothingHasFailed(String create, String reason) {
    TestJar.plugin("bad").source("test.Mine", MINE).power("bad", "", create).in(rig.plugins());

    assertThatOnlyBadFailed(reason);
  }

  @Test
  void aClassThatCannotBeInitialisedIsTheReason() {
    TestJar.plugin("bad")
        .extension(
            "test.Board", board("\"board\"", "null").replace("//", "static int i = 1 / zero();"))
        .in(rig.plugins());

    assertThatOnlyBadFailed("ArithmeticException: / by zero");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null                                | stages() of test.Install: expected something, not null
          java.util.List.of()                 | stages() of test.Install: expected one stage or more, not none
          java.util.Arrays.asList(null, null) | stages() of test.Install: expected stages of different names, not null
          stages("ready")                     | stage 'ready' of installer 'install': expected a name that is not MozPool's own
          """)
  void anInstallerWithoutStagesOfItsOwnHasFailed(String stages, String reason) {
    TestJar.plugin("bad").extension("test.Install", installer(stages)).in(rig.plugins());

    assertThatOnlyBadFailed(reason);
  }

  @Test
  void settingsThatCannotBeLoadedAreTheirPluginsFault() {
    TestJar.plugin("bad")
        .power("bad", "int port", "return driver(1);")
        .extension(
            "test.Second",
            """
            package test;
            import io.mozpool.plugin.*;
            import io.mozpool.plugin.inventory.*;
            public class Second implements InventorySourceFactory<Second.Config> {
              public record Config(int port) {
                public Config {
                  if (port == 1) throw new NoClassDefFoundError("x");
                }
              }
              public String name() { return "second"; }
              public Class<Config> configType() { return Config.class; }
              public InventorySource create(Config config, PluginContext context) { return null; }
            }
            """)
        .in(rig.plugins());
    rig.set("mozpool.plugins.settings.bad.port", 1);

    assertThatOnlyBadFailed("its settings cannot be made: java.lang.NoClassDefFoundError: x");
  }

  @Test
  void aJarThatIsNoFileHasFailed() throws Exception {
    Files.createDirectory(rig.plugins().resolve("bad.jar"));

    assertThatOnlyBadFailed("cannot be read as a jar: no regular file");
  }

  @Test
  void aPluginThatDoesNotComeBackHasFailed() {
    TestJar.plugin("clinit")
        .extension(
            "test.Board",
            board("\"a\"", "java.util.Map.of()").replace("//", "static { if (hangs()) hang(); }"))
        .in(rig.plugins());
    TestJar.plugin("create")
        .power("create", "", "if (config != null) { " + HANGS + " } return null;")
        .in(rig.plugins());
    TestJar.plugin("start")
        .manifest("Plugin-Class", "test.Main")
        .source("test.Main", main(HANGS, ""))
        .power("start", "", "return driver(1);")
        .in(rig.plugins());

    try (PluginHost host = rig.start(SHORT)) {
      assertThat(host.plugins())
          .extracting(plugin -> plugin.id() + ": " + plugin.failure().orElse(""))
          .containsExactly(
              "clinit: has not come back from making test.Board within 500 ms",
              "create: has not come back from create() of test.Power within 500 ms",
              "good: ",
              "start: has not come back from the start of its plugin class within 500 ms");
      assertThatGoodWorks(host);
    }
  }

  @Test
  void whatAPluginMakesAfterItWasGivenUpIsClosed() throws Exception {
    Path go = directory.resolve("go");
    Path closed = directory.resolve("closed");
    TestJar.plugin("late")
        .extension(
            "test.Late",
            """
            package test;
            import io.mozpool.plugin.*;
            import io.mozpool.plugin.boot.*;
            import java.nio.file.*;
            public class Late implements BootServerFactory<Late.Config> {
              public record Config() {}
              public String name() { return "boot"; }
              public Class<Config> configType() { return Config.class; }
              public BootServer create(Config config, PluginContext context) {
                while (Files.notExists(Path.of("%s"))) Thread.onSpinWait();
                return new BootServer() {
                  public java.net.InetSocketAddress address() { return null; }
                  public void close() {
                    try {
                      Files.createFile(Path.of("%s"));
                    } catch (java.io.IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  }
                };
              }
            }
            """
                .formatted(go, closed))
        .in(rig.plugins());

    try (PluginHost host = rig.start(SHORT)) {
      Files.createFile(go);
      await().untilAsserted(() -> assertThat(closed).exists());
      assertThat(host.registry().bootServers()).isEmpty();
    }
  }

  @Test
  void aStopThatHangsOrThrowsHoldsUpNobody() {
    for (String stop : List.of(HANGS, "throw new Error();", "throw new Mine();")) {
      String id = "bad" + Math.abs(stop.hashCode());
      TestJar.plugin(id)
          .manifest("Plugin-Class", "test.Main")
          .source("test.Mine", MINE)
          .source("test.Main", main("", stop))
          .power(id, "", "return driver(1);")
          .in(rig.plugins());
    }

    PluginHost host = rig.start(SHORT);
    assertThat(host.plugins()).extracting(PluginInfo::state).containsOnly(State.STARTED);
    host.close(); // or this test does not end
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          throw new Mine();                   | bug of plugin bad: bind of 'bad://x': test.Mine
          throw new Error("no");              | bug of plugin bad: bind of 'bad://x': java.lang.Error: no
          return null;                        | bug of plugin bad: bind of 'bad://x': java.lang.NullPointerException: bind() answered null
          return nameless();                  | bug of plugin bad: bind of 'bad://x': java.lang.NullPointerException: controller() answered null
          throw new IllegalArgumentException("no") { public String getMessage() { return "mine"; } }; | mine
          """)
  void aDriverThatCannotBindHasABug(String bind, String message) {
    TestJar.plugin("bad")
        .source("test.Mine", MINE)
        .power("bad", "", "return address -> { " + bind + " }; } " + NAMELESS)
        .in(rig.plugins());

    try (PluginHost host = rig.start(SHORT)) {
      assertThatThrownBy(() -> host.registry().power(DriverAddress.parse("bad://x")))
          .isInstanceOf(RuntimeException.class)
          .hasMessage(message);
      assertThatGoodWorks(host);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          throw new Mine();              | bug of plugin bad: a: test.Mine
          throw new Error("no");         | bug of plugin bad: a: java.lang.Error: no
          throw new Refusal("no", true); | null
          throw new Refusal("no", false); | no
          """)
  void whatADriverThrowsCanBeRead(String on, String message) {
    String refusal =
        """
        package test;
        public class Refusal extends io.mozpool.plugin.DriverException {
          private final boolean bad;
          public Refusal(String text, boolean bad) { super(Reason.REFUSED, text); this.bad = bad; }
          @Override public String getMessage() {
            if (bad) throw new Error();
            return super.getMessage();
          }
        }
        """;
    TestJar.plugin("bad")
        .source("test.Mine", MINE)
        .source("test.Refusal", refusal)
        .power("bad", "", "return address -> nameless(); } " + throwing(on))
        .in(rig.plugins());

    try (SystemTime time = new SystemTime(Threads.ofProcess());
        PluginHost host = rig.start(SHORT);
        GuardedCalls calls =
            new GuardedCalls(time, Threads.ofProcess(), Tolerances.standard(), Runnable::run)) {
      Bound<PowerControl> outlet = host.registry().power(DriverAddress.parse("bad://x"));
      Duration allowed = Duration.ofSeconds(20);
      assertThatThrownBy(
              calls.submit(
                      GuardedCall.power(
                          outlet, "a", allowed, allowed, Operation.of(outlet.driver()::on)))
                  ::join)
          .cause()
          .hasMessage(message)
          .satisfies(failure -> assertThat(failure.getCause() instanceof Error).isFalse());
    }
  }

  private static String throwing(String on) {
    return NAMELESS
        .replace("return null", "return \"c\"")
        .replace(
            "void on(Deadline deadline) {}",
            "void on(Deadline deadline) throws DriverException {" + on + "}");
  }

  private void assertThatOnlyBadFailed(String reason) {
    try (PluginHost host = rig.start(SHORT)) {
      assertThat(host.plugins())
          .extracting(plugin -> plugin.id() + " " + plugin.state())
          .containsExactly("bad FAILED", "good STARTED");
      assertThat(host.plugins().get(0).failure().orElseThrow()).contains(reason);
      assertThatGoodWorks(host);
    }
  }

  private static void assertThatGoodWorks(PluginHost host) {
    assertThat(host.registry().power(DriverAddress.parse("good://x")).driver().controller())
        .isEqualTo("c");
  }

  private static String main(String start, String stop) {
    return """
        package test;
        public class Main extends org.pf4j.Plugin {
          public void start() { %s }
          public void stop() { %s }
        }
        """
        .formatted(start, stop);
  }

  private static String board(String name, String templates) {
    return """
        package test;
        import java.util.Map;
        public class Board implements io.mozpool.plugin.board.BoardType {
          //
          public String name() { return %s; }
          public Map<String, String> addressTemplates() { return %s; }
          static String boom() { throw new IllegalStateException("boom"); }
          static <T> T error() { throw new StackOverflowError("deep"); }
          static <T> T mine() { %s }
          static int zero() { return 0; }
          static boolean hangs() { return true; }
          static void hang() { %s }
          static Map<String, String> nulls() {
            Map<String, String> nulls = new java.util.HashMap<>();
            nulls.put("power", null);
            return nulls;
          }
        }
        """
        .formatted(
            name, templates, name.equals("mine()") ? "throw new Mine();" : "return null;", HANGS);
  }

  private static String installer(String stages) {
    return """
        package test;
        import io.mozpool.plugin.image.*;
        import java.util.List;
        public class Install implements ImageInstaller {
          public String name() { return "install"; }
          public List<ImagingStage> stages() { return %s; }
          public String finishedEvent() { return "done"; }
          static List<ImagingStage> stages(String name) {
            return List.of(new ImagingStage(name, java.time.Duration.ofSeconds(1), 1, false));
          }
        }
        """
        .formatted(stages);
  }
}
