package io.mozpool.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.plugin.Setting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  enum Mode {
    POWER_ON,
    OFF
  }

  record Login(String user, @Setting(value = "The password.", secret = true) String password) {}

  record Relay(
      @Setting(value = "The port.", defaultValue = "2101") int port,
      @Setting(value = "How long to wait.", defaultValue = "1s") Duration settleTime,
      @Setting(value = "What to do.", defaultValue = "power-on") Mode mode,
      @Setting(value = "Banks.", defaultValue = "[1, 2]") List<Integer> banks,
      Optional<URI> home,
      Map<String, Login> logins) {}

  record Needy(int port, String host, boolean fast) {}

  record Small(@Setting(value = "A size.", defaultValue = "1") long size) {
    Small {
      if (size > 9) {
        throw new IllegalArgumentException("size: expected at most 9, not " + size);
      }
    }
  }

  record Place(Path file) {}

  @TempDir Path directory;

  @Test
  void unknownKeysAreNamedWithWhatWasExpected() {
    assertThatThrownBy(() -> yaml("a: { b: { prot: 1 } }").bind("a.b", Relay.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "a.b.prot: unknown key, expected one of"
                + " [port, settle-time, mode, banks, home, logins]");
  }

  @Test
  void allProblemsOfARecordAreNamedAtOnce() {
    assertThatThrownBy(() -> yaml("a: { port: many, fast: yes }").bind("a", Needy.class))
        .hasMessage(
            "a.port: expected a whole number, not 'many'; a.host: missing, expected a text;"
                + " a.fast: expected true or false, not 'yes'");
  }

  @Test
  void valuesOfAnotherKindAreRefused() {
    assertThatThrownBy(() -> yaml("a: { settle-time: 5 }").bind("a", Relay.class))
        .hasMessage("a.settle-time: expected a duration such as 500ms, 1s or 10m, not '5'");
    assertThatThrownBy(() -> yaml("a: { mode: on }").bind("a", Relay.class))
        .hasMessage("a.mode: expected one of power-on, off, not 'on'");
    assertThatThrownBy(() -> yaml("a: { banks: 1 }").bind("a", Relay.class))
        .hasMessage("a.banks: expected a list, not '1'");
    assertThatThrownBy(() -> yaml("a: { banks: [1, x] }").bind("a", Relay.class))
        .hasMessage("a.banks[1]: expected a whole number, not 'x'");
    assertThatThrownBy(() -> yaml("a: { port: 2.5 }").bind("a", Relay.class))
        .hasMessage("a.port: expected a whole number, not '2.5'");
    assertThatThrownBy(() -> yaml("a: { port: [1] }").bind("a", Relay.class))
        .hasMessage("a.port: expected a whole number, not a list");
    assertThatThrownBy(() -> yaml("a: b").bind("a", Small.class))
        .hasMessage("a: expected the keys [size], not 'b'");
  }

  @Test
  void passwordsDoNotGetIntoMessages() {
    assertThatThrownBy(
            () -> yaml("a: { port: { user: u, password: secret } }").bind("a", Relay.class))
        .hasMessageNotContaining("secret");
  }

  @Test
  void whatTheRecordItselfRefusesIsAProblemLikeOthers() {
    assertThatThrownBy(() -> yaml("a: { size: 10 }").bind("a", Small.class))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("a: size: expected at most 9, not 10");
  }

  @Test
  void anUnsetVariableIsNamed() {
    assertThatThrownBy(() -> yaml("a: { size: '${SIZE}' }").bind("a", Small.class))
        .hasMessage("a.size: environment variable SIZE is not set");
  }

  @Test
  void missingFilesAndBadYamlAreSaidPlainly() throws IOException {
    Path file = directory.resolve("mozpool.yml");
    assertThatThrownBy(() -> Configuration.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("there is no configuration file " + file);
    Files.writeString(file, "a: 1\na: 2\n");
    assertThatThrownBy(() -> Configuration.load(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(file + " is not valid YAML: ")
        .hasMessageContaining("duplicate key a");
    Files.writeString(file, "- a\n");
    assertThatThrownBy(() -> Configuration.load(file))
        .hasMessageStartingWith(file + ": expected keys, not ");
  }

  @Test
  void defaultsFillWhatIsNotThere() {
    assertThat(yaml("").bind("a", Relay.class))
        .isEqualTo(
            new Relay(
                2101,
                Duration.ofSeconds(1),
                Mode.POWER_ON,
                List.of(1, 2),
                Optional.empty(),
                Map.of()));
  }

  @Test
  void everyKindOfValueIsRead() {
    Configuration configuration =
        yaml(
            """
            a:
              port: ${PORT:7}
              settle-time: 500ms
              mode: POWER_ON
              banks: [3]
              home: http://home/${NAME}
              logins:
                AA:BB.c: { user: me, password: "12:34" }
            """);

    assertThat(configuration.bind("a", Relay.class))
        .isEqualTo(
            new Relay(
                7,
                Duration.ofMillis(500),
                Mode.POWER_ON,
                List.of(3),
                Optional.of(URI.create("http://home/name")),
                Map.of("AA:BB.c", new Login("me", "12:34"))));
  }

  @Test
  void anEmptyTextLeavesAnOptionalValueOut() {
    assertThat(yaml("a: { home: '${HOME_URI:}' }").bind("a", Relay.class).home()).isEmpty();
  }

  @Test
  void valuesAreTakenAsTheyAreWritten() {
    assertThat(yaml("a: { port: 1, host: off, fast: true }").bind("a", Needy.class))
        .isEqualTo(new Needy(1, "off", true));
    assertThat(yaml("a: { port: 1, host: 12:34:56, fast: true }").bind("a", Needy.class).host())
        .isEqualTo("12:34:56");
  }

  @Test
  void relativePathsAreRelativeToTheFile() throws IOException {
    Path file = Files.writeString(directory.resolve("m.yml"), "a: { file: x/y }");
    assertThat(Configuration.load(file).bind("a", Place.class).file())
        .isEqualTo(directory.resolve("x/y"));
  }

  @Test
  void oneKeyCanBeSetAndTheOthersStay() {
    Configuration before = yaml("a: { port: 1, host: h, fast: true }");
    Configuration after = before.with("a.port", 0).with("b.c", Duration.ofSeconds(3));

    assertThat(after.bind("a", Needy.class)).isEqualTo(new Needy(0, "h", true));
    assertThat(before.bind("a", Needy.class).port()).isEqualTo(1);
    assertThat(after.keys("b")).containsExactly("c");
  }

  @Test
  void keysWithDotsAreFound() {
    Configuration configuration = yaml("plugins: { org.example.relay: { size: 2 } }");
    assertThat(configuration.bind("plugins.org.example.relay", Small.class))
        .isEqualTo(new Small(2));
    assertThat(configuration.keys("plugins")).containsExactly("org.example.relay");
    assertThat(configuration.keys("nothing.here")).isEmpty();
    assertThatThrownBy(() -> configuration.keys("plugins.org.example.relay.size"))
        .hasMessage("plugins.org.example.relay.size: expected keys below it, not '2'");
  }

  record Safe(
      @Setting(value = "The code.", secret = true) int code,
      @Setting(value = "The word.", secret = true) Optional<String> word) {
    Safe {
      if (word.isPresent()) {
        throw new IllegalArgumentException("word: expected none, not " + word.get());
      }
    }
  }

  @Test
  void whatIsWrongWithASecretIsSaidWithoutIt() {
    assertThatThrownBy(() -> yaml("a: { code: hush }").bind("a", Safe.class))
        .hasMessage("a.code: expected a whole number; its value is secret and not shown");
    assertThatThrownBy(() -> yaml("a: { code: 1, word: hush }").bind("a", Safe.class))
        .hasMessage("a: word: expected none, not ***");
  }

  @Test
  void secretsAreMaskedWhereverTheyAre() {
    Relay relay =
        yaml("a: { logins: { lab: { user: me, password: geheim } } }").bind("a", Relay.class);

    assertThat(SettingInfo.of(relay))
        .contains(
            new SettingInfo("settle-time", "How long to wait.", "1s", Optional.of("1s")),
            new SettingInfo("logins", "", "{lab: {user: me, password: ***}}", Optional.empty()));
    assertThat(SettingInfo.of(new Login("me", "geheim")))
        .contains(new SettingInfo("password", "The password.", "***", Optional.empty()));
  }

  @SuppressWarnings("unchecked")
  private static Configuration yaml(String text) {
    Map<String, String> variables = Map.of("NAME", "name");
    Object root = PlainYaml.read(text);
    return Configuration.of(
        root == null ? Map.of() : (Map<String, Object>) root,
        name -> Optional.ofNullable(variables.get(name)));
  }
}
