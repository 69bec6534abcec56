package io.mozpool.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mozpool.host.Configuration;
import io.mozpool.host.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ServerSettingsTest {

  private static final Configuration EMPTY = Configuration.of(Map.of(), name -> Optional.empty());
  private static final String LONGEST = "x".repeat(255);

  @ParameterizedTest
  @ValueSource(strings = {"mozpool.fqdn", "mozpool.address", "mozpool.peers"})
  void aNameThatCannotBeStoredIsNamed(String key) {
    for (String name : List.of(LONGEST + "x", "", "a b")) {
      Object value = key.endsWith("peers") ? List.of("a", name) : name;

      assertThatThrownBy(() -> ServerSettings.of(EMPTY.with(key, value)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(key + ": expected 1 to 255 characters, and no blanks, not '" + name + "'");
    }
    Object longest = key.endsWith("peers") ? List.of(LONGEST) : LONGEST;
    ServerSettings.of(EMPTY.with(key, longest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "fqdn | http://x | fqdn: expected a host, with the port where it is not the standard one",
        "fqdn | pool.example/ | fqdn: expected a host",
        "fqdn | 2001:db8::5 | fqdn: expected a host",
        "fqdn | pool:99999 | fqdn: expected a host",
        "listen | 300.1.2.3 | listen: expected an IP address or a host without port",
        "listen | 1.2.3 | listen: expected an IP address or a host without port",
        "address | http://10.0.0.5 | address: expected an IP address or a host without port",
        "address | 10.0.0.5:8010 | address: expected an IP address or a host without port",
        "listen | 0.0.0.0:8010 | listen: expected an IP address or a host without port",
        "syslog.listen | udp://0.0.0.0 | syslog.listen: expected an IP address",
        "inventory-link | ftp://x/ | inventory-link: expected an address that begins with http",
        "inventory-link | https://x/{nmae} | inventory-link: expected {name}, {id} or {fqdn}",
        "boards | {panda: {powr: 'proxr://{relay}/bank1/relay1'}} | boards.panda.powr: unknown key,"
            + " expected one of power, agent, probe",
        "boards | {panda: {power: 'proxr//{relay}'}} | boards.panda.power: 'proxr//{relay}':"
            + " address 'proxr//1': expected scheme://",
        "boards | {panda: {power: 'a://x/1 b'}} | boards.panda.power: 'a://x/1 b': address 'b':"
            + " expected"
      })
  void aSettingThatMeansNothingIsNamed(String key, String value, String problem) {
    Object parsed = new Yaml().load(value.startsWith("{") ? value : "'" + value + "'");

    assertThatThrownBy(() -> ServerSettings.of(EMPTY.with("mozpool." + key, parsed)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("mozpool." + problem);
  }

  @Test
  void allThatMeansNothingIsNamedAtOnce() {
    Configuration wrong =
        EMPTY
            .with("mozpool.fqdn", "a b")
            .with("mozpool.port", "99999")
            .with("mozpool.calls-at-once", "0")
            .with("mozpool.lease.time", "1s")
            .with("mozpool.log-retention", "0s")
            .with("mozpool.database.url", "postgres://x")
            .with("mozpool.inventory-link", "x");

    assertThatThrownBy(() -> ServerSettings.of(wrong))
        .isInstanceOfSatisfying(
            ConfigurationException.class, e -> assertThat(e.problems()).hasSize(7));
  }

  @Test
  void aStrangerBesideOurKeyIsNamed() {
    assertThatThrownBy(() -> ServerSettings.of(EMPTY.with("mozpol.port", "8010")))
        .hasMessage("mozpol: unknown key, expected mozpool");
  }

  @ParameterizedTest
  @CsvSource({
    "fqdn, pool.example.com:8010",
    "fqdn, my_host",
    "fqdn, '[2001:db8::5]:8010'",
    "address, 2001:db8::5",
    "listen, '::'",
    "inventory-link, 'https://inventory.example/?q={name}'"
  })
  void aSettingThatMeansSomethingIsTaken(String key, String value) {
    ServerSettings.of(EMPTY.with("mozpool." + key, value));
  }

  @Test
  void templatesOfAddressesAreTakenAsTheyAreFilled() {
    Map<String, Object> board =
        Map.of(
            "power", "a://{pdu}:{port}/1 b://{pdu}/{outlet}", "agent", "{agent}", "probe", "c:1");

    ServerSettings.of(EMPTY.with("mozpool.boards", Map.of("beagle", board)));
  }

  @Test
  void aDriverThatNoPluginHasIsNamed(@TempDir Path plugins) {
    Configuration configuration =
        EMPTY
            .with("mozpool.plugins.directory", plugins.toString())
            .with("mozpool.boards", Map.of("beagle", Map.of("probe", "pnig:{fqdn}")));

    assertThat(ConfigurationCheck.problems(configuration))
        .anyMatch(
            problem ->
                problem.startsWith(
                    "mozpool.boards.beagle.probe: 'pnig:{fqdn}': there is no driver 'pnig'"));
    assertThat(ConfigurationCheck.ownBoardTypes(configuration)).containsExactly("beagle");
  }

  @Test
  void aPathThatNamesNothingStopsTheStart(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory);
    for (String key :
        List.of("boot-directory", "scripts", "directories.artifacts", "home", "link-targets")) {
      for (Path wrong : List.of(directory.resolve("nothing"), file)) {
        assertThatThrownBy(() -> SettingPaths.check(settings(key, wrong)))
            .isInstanceOf(ConfigurationException.class)
            .hasMessage(
                "mozpool." + key + ": expected a directory that is there, not '" + wrong + "'");
      }
      SettingPaths.check(settings(key, link));
    }
    assertThatThrownBy(
            () ->
                MozpoolServer.create(
                    TestServer.configuration(
                        directory.resolve("data"), Map.of("boot-directory", file.toString()))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mozpool.boot-directory");
    assertThat(ConfigurationCheck.problems(EMPTY.with("mozpool.scripts", file.toString())))
        .anyMatch(problem -> problem.startsWith("mozpool.scripts: expected a directory"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "scripts", "devices", "", "a/b", ".hidden", "ü"})
  void aNameThatNoDirectoryCanBeServedBelowIsNamed(String name) {
    Map<String, String> directories = Map.of(name, "/srv");

    assertThatThrownBy(() -> ServerSettings.of(EMPTY.with("mozpool.directories", directories)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("mozpool.directories: expected names of letters, digits")
        .hasMessageEndingWith("not '" + name + "'");
  }

  private static ServerSettings settings(String key, Path path) {
    Object value = key.equals("link-targets") ? List.of("" + path) : "" + path;
    return ServerSettings.of(EMPTY.with("mozpool." + key, value));
  }

  @Test
  void aDatabaseIsAskedInUtc() {
    assertThat(
            ServerSettings.of(EMPTY.with("mozpool.database.url", "jdbc:mysql://db/pool")).jdbcUrl())
        .endsWith("&sessionVariables=time_zone%3D%27%2B00%3A00%27");
  }
}
