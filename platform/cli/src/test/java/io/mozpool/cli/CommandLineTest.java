package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the command says, and its exit codes. */
class CommandLineTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine mozpool =
      Mozpool.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void makePluginDirectory() throws IOException {
    file = directory.resolve("mozpool.yml");
    Files.createDirectory(directory.resolve("plugins"));
  }

  @Test
  void noCommandIsWrongUse() {
    assertThat(mozpool.execute()).isEqualTo(2);
    assertThat(err.toString()).startsWith("expected a command").contains("Usage: mozpool");
  }

  @ParameterizedTest
  @ValueSource(strings = {"server", "demo", "rack"})
  void anUnknownOptionIsWrongUse(String command) {
    assertThat(mozpool.execute(command, "--nonsense")).isEqualTo(2);
    assertThat(err.toString()).startsWith("Unknown option: '--nonsense'");
  }

  @Test
  void anOptionOutOfRangeIsWrongUse() {
    assertThat(mozpool.execute("demo", "--devices", "0", "--data", file.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("--devices: expected 1 to 1000, not 0");
    assertThat(file).doesNotExist();
  }

  @Test
  void aMissingFileIsNamed() {
    assertServerRefuses("mozpool: there is no configuration file " + file + "\n");
  }

  @Test
  void anUnknownKeyIsNamed() throws IOException {
    write("mozpool: { prot: 80 }");
    assertServerRefuses("mozpool: mozpool.prot: unknown key, expected one of [", "]\n");
  }

  @Test
  void settingsOfAPluginThatIsNotThereAreNamed() throws IOException {
    write("mozpool: { port: 0, plugins: { settings: { proxy: { port: 1 } } } }");
    assertServerRefuses(
        "mozpool: mozpool.plugins.settings: there is no plugin 'proxy', expected one of []\n");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      write("mozpool: { port: " + taken.getLocalPort() + " }");
      assertServerRefuses(
          "mozpool: cannot serve HTTP on 127.0.0.1:" + taken.getLocalPort() + " (",
          "): expected another with --port or --listen\n");
    }
  }

  @Test
  void anAddressThatIsNotOursIsNamed() throws IOException {
    write("mozpool: { port: 0, listen: no.such.host.invalid }");
    assertServerRefuses(
        "mozpool: cannot serve HTTP on no.such.host.invalid:0 (",
        "): expected another with --port or --listen\n");
  }

  @Test
  void thePortMayBeGivenWithoutAnOption() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());
      assertThat(mozpool.execute("server", port)).isEqualTo(2);
      assertThat(err.toString()).startsWith("mozpool: cannot serve HTTP on 127.0.0.1:" + port);
    }
  }

  @Test
  void aDataDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    write("mozpool: { port: 0, data: mozpool.yml }"); // which is a file
    assertServerRefuses("mozpool: cannot write to the data directory " + file + " (", ")\n");
  }

  @Test
  void aDataDirectoryThatIsInUseIsNamed() throws IOException {
    write("mozpool: { port: 0, data: . }");
    try (FileChannel channel = open("server.lock")) {
      assertThat(channel.tryLock()).isNotNull();
      assertServerRefuses("mozpool: the data directory " + directory + " is in use:", "\n");
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() throws IOException {
    write("mozpool: { database: { url: 'jdbc:h2:tcp://127.0.0.1:1/none;PASSWORD=hush' } }");
    assertThat(mozpool.execute("db", "create-schema", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "mozpool: cannot use the database jdbc:h2:tcp://127.0.0.1:1/none: Connection is broken")
        .doesNotContain("hush")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://u:hush@127.0.0.1:1/none",
        "jdbc:mysql://127.0.0.1:1/none?user=u&password=hush",
        "jdbc:mysql:nonsense://127.0.0.1:1/none?user=u&password=hush&trustCertificateKeyStorePassword=hush"
      })
  void noPasswordInAUrlIsPrinted(String url) throws IOException {
    write("mozpool: { database: { url: '" + url + "' } }");
    assertThat(mozpool.execute("db", "create-schema", "--config", file.toString())).isNotZero();
    assertThat(err.toString()).contains("jdbc:mysql:").doesNotContain("hush").hasLineCount(1);
  }

  @Test
  void aRackWithoutItsPluginIsRefused() throws IOException {
    write("mozpool: { data: data }");
    assertThat(mozpool.execute("rack", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString())
        .contains("there is no plugin 'fake', expected one of []")
        .hasLineCount(1);
  }

  @Test
  void aFileThatIsNoDemoPoolIsNotWrittenOver() throws IOException {
    write("mozpool: { port: 8010 }");
    assertThat(mozpool.execute("demo", "--data", directory.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("mozpool: mozpool.plugins.settings.fake.boards: missing")
        .hasLineCount(1);
    assertThat(file).hasContent("mozpool: { port: 8010 }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server",
        "demo",
        "rack",
        "config check",
        "relay powercycle",
        "device list",
        "request new",
        "request return",
        "image modify",
        "pxe-config add",
        "hardware-type delete",
        "inventory-sync",
        "plugins"
      })
  void helpIsThereForEachCommand(String command) {
    assertThat(mozpool.execute((command + " --help").split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: mozpool " + command).contains("Exit codes:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "devcie list | there is no command 'mozpool devcie' (did you mean device?)",
        "device lst | there is no command 'mozpool device lst' (did you mean list?)",
        "hardware | there is no command 'mozpool hardware' (did you mean hardware-type?)",
        "zzzz | there is no command 'mozpool zzzz'",
        "help devcie | there is no command 'mozpool devcie' (did you mean device?)",
        "help device lst | there is no command 'mozpool device lst' (did you mean list?)",
        "device list --stat | Unknown option: '--stat' (did you mean --state?)",
        "server --prot=80 | Unknown option: '--prot=80' (did you mean --port?)"
      })
  void aSlipIsAnsweredInTwoLines(String command, String sentence) {
    assertThat(mozpool.execute(command.split(" "))).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(sentence)
        .endsWith("--help' says more.\n")
        .hasLineCount(2);
    assertThat(err.toString().lines().findFirst()).hasValue(sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"device", "request new", "db load-fakes", "help"})
  void helpIsACommandToo(String command) {
    assertThat(mozpool.execute(("help " + command).split(" "))).isZero();
    assertThat(out.toString()).startsWith("Usage: mozpool " + command).contains("Exit codes:");
  }

  @Test
  void helpListsTheCommands() {
    assertThat(mozpool.execute("help")).isZero();
    assertThat(out.toString()).startsWith("Usage: mozpool ").contains("hardware-type", "help");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config check --config DIR | mozpool: cannot read the configuration file DIR: it is a"
            + " directory",
        "config check --config DIR/no | mozpool: there is no configuration file DIR/no",
        "pxe-config add x --config DIR --server localhost:1 | mozpool: --config DIR: it is a"
            + " directory",
        "pxe-config add x --config DIR/no --server localhost:1 | mozpool: --config DIR/no: there is"
            + " no such file or directory",
        "db backup DIR --server localhost:1 | mozpool: DIR: it is there already",
        "db backup DIR/no/b.zip --server localhost:1 | mozpool: DIR/no/b.zip.part: there is no such"
            + " file or directory"
      })
  void troubleWithAFileIsASentenceWithoutJava(String command, String sentence) {
    String there = directory.toString();
    assertThat(mozpool.execute(command.replace("DIR", there).split(" "))).isNotZero();
    assertThat(err).hasToString(sentence.replace("DIR", there) + "\n");
  }

  @Test
  void aRelayWithoutItsPluginIsRefused() throws IOException {
    write("mozpool: {}");
    assertThat(mozpool.execute("relay", "status", "board", "1", "2", "--config", file.toString()))
        .isEqualTo(2);
    assertThat(err).hasToString("mozpool: no driver for 'proxr'\n");
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void allProblemsOfAConfigurationAreNamed() throws IOException {
    Files.writeString(directory.resolve("plugins").resolve("torn-1.jar"), "not a jar");
    write(
        """
        mozpool:
          prot: 80
          port: x
          inventory: [netbox]
          lifecycle: { redy: 5s }
          plugins:
            disabled: [pxe]
            settings: { torn: { a: 1 }, proxy: { b: 2 } }
        """);
    assertThat(mozpool.execute("config", "check", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString().lines())
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("mozpool: mozpool.prot: unknown key"),
            line -> assertThat(line).startsWith("mozpool: mozpool.port: expected a whole number"),
            line -> assertThat(line).contains("there is no source 'netbox'"),
            line -> assertThat(line).startsWith("mozpool: mozpool.lifecycle.redy: expected"),
            line -> assertThat(line).contains("there is no plugin 'pxe', expected one of [torn]"),
            line -> assertThat(line).contains("there is no plugin 'proxy'"),
            line -> assertThat(line).startsWith("mozpool: plugin torn failed: cannot be read"));
    assertThat(directory.resolve("data")).doesNotExist();
  }

  @Test
  void aGoodConfigurationHasNoProblems() throws IOException {
    write("mozpool: { port: 80, lifecycle: { ready: 5m } }");
    assertThat(mozpool.execute("config", "check", "--config", file.toString())).isZero();
    assertThat(err).asString().isEmpty();
  }

  @Test
  void theHostsByWhichTheServerMayBeCalledAreListed() throws IOException {
    write("mozpool: { fqdn: 'a.example:81', peers: [b.example], hosts: ['*.lab.example'] }");
    assertThat(mozpool.execute("config", "check", "--config", file.toString())).isZero();
    assertThat(out.toString().lines())
        .contains("  a.example", "  b.example", "  *.lab.example")
        .contains("  the fqdn and address of each imaging server in the database");
  }

  @Test
  void saysItsVersion() {
    assertThat(mozpool.execute("--version")).isZero();
    assertThat(out.toString()).isEqualTo("mozpool development\n");
  }

  private void assertServerRefuses(String start, String end) {
    assertThat(mozpool.execute("server", "--config", file.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith(start).endsWith(end).hasLineCount(1);
  }

  private void assertServerRefuses(String sentence) {
    assertServerRefuses(sentence, sentence);
  }

  private void write(String yaml) throws IOException {
    Files.writeString(file, yaml);
  }

  private FileChannel open(String name) throws IOException {
    return FileChannel.open(
        directory.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }
}
