package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.host.Configuration;
import io.mozpool.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoadFakesTest {

  private final Terminal terminal = new Terminal();

  @TempDir private Path directory;
  private PoolDirectory pool;

  @BeforeEach
  void choosePool() {
    pool = new PoolDirectory(directory);
  }

  @ParameterizedTest
  @CsvSource({"--devices,0", "--devices,10001", "--requests,-1", "--port,0", "--relay-port,65536"})
  void aNumberOutOfRangeIsWrongUse(String option, String value) throws IOException {
    assertThat(load(option, value)).isEqualTo(2);
    assertThat(terminal.err()).startsWith(option + ": expected ").contains(", not " + value);
    assertThat(pool.database()).doesNotExist();
  }

  @Test
  void aPoolThatIsThereStaysAsItIs() throws Exception {
    assertThat(load("--devices", "2")).isZero();

    assertThat(load("--devices", "3")).isEqualTo(1);

    assertThat(terminal.err())
        .isEqualTo("mozpool: expected an empty pool, but its table devices has 2 rows\n");
    assertThat(pool.count("devices")).isEqualTo(2);
  }

  @Test
  void storesDevicesThatTestThemselves() throws Exception {
    assertThat(load()).isZero();

    assertThat(
            pool.rows(
                "select name, d.fqdn, inventory_id, inventory_source, mac_address, environment,"
                    + " relay_info, state, boot_config, s.fqdn from devices d"
                    + " join imaging_servers s on s.id = d.imaging_server_id order by d.id"))
        .hasSize(10)
        .startsWith(
            "device1|device1.fqdn|1111||000000000000|even|localhost:2101:bank1:relay1|new||localhost:8010",
            "device2|device2.fqdn|2222||000000000001|odd|localhost:2101:bank1:relay2|new||localhost:8010")
        .endsWith(
            "device10|device10.fqdn|11110||000000000009|odd|localhost:2101:bank2:relay2|new||localhost:8010");
    assertThat(pool.rows("select name from devices where state_timeout = state_since"))
        .as("due at once")
        .hasSize(10);
    assertThat(pool.rows("select addresses from devices where id = 10"))
        .containsExactly(
            "{\"agent\":\"sut://127.64.0.10:20701\",\"probe\":\"fake://127.64.0.10:20702\"}");
  }

  @Test
  void storesImagesThatBootByTheirPxeConfigs() throws SQLException, IOException {
    assertThat(load()).isZero();

    assertThat(
            pool.rows(
                "select i.id, i.name, boot_config_keys, can_reuse, hidden, has_sut_agent, installer,"
                    + " p.name, description, contents, active from images i"
                    + " join image_pxe_configs x on x.image_id = i.id"
                    + " join pxe_configs p on p.id = x.pxe_config_id"
                    + " join hardware_types t on t.id = x.hardware_type_id"
                    + " where t.type = 'panda' and t.model = 'ES Rev B2' order by i.id"))
        .containsExactly(
            "1|b2g|[\"b2gbase\"]|0|0|0|b2g|fake-b2g|fake b2g config|"
                + "mobile-imaging-url=fake/b2g-second-stage.sh|1",
            "2|android|[]|1|0|0|android|fake-android|fake android config|"
                + "mobile-imaging-url=fake/android-second-stage.sh|1",
            "3|self-test|[]|0|1|0|null|fake-selftest|fake self-test config|"
                + "mobile-imaging-url=fake/selftest-second-stage.sh|1",
            "4|maintenance|[]|0|1|0|null|fake-maintenance|fake maintenance config|"
                + "mobile-imaging-url=fake/maintenance-second-stage.sh ip=%IPADDRESS%|1");
  }

  @Test
  void everyThirtyTwoBoardsHaveARelayBoardOfTheirOwn() throws Exception {
    assertThat(load("--devices", "33", "--relay-port", "2999")).isZero();

    assertThat(pool.rows("select relay_info from devices where id in (32, 33) order by id"))
        .containsExactly("localhost:2999:bank4:relay8", "127.0.0.2:2999:bank1:relay1");
    assertThat(pool.rows("select name, fqdn from relay_boards order by id"))
        .containsExactly("relay-1|localhost:2999", "relay-2|127.0.0.2:2999");
  }

  @Test
  void storesOpenRequestsOfSeveralPeople() throws Exception {
    assertThat(load("--requests", "12", "--port", "8011")).isZero();

    assertThat(
            pool.rows(
                "select assignee, requested_device, environment, i.name, boot_config, state, s.fqdn"
                    + " from requests r join images i on i.id = r.image_id"
                    + " join imaging_servers s on s.id = r.imaging_server_id where r.id = 12"))
        .containsExactly(
            "user2@example.com|any|any|b2g|{\"b2gbase\": \"http://127.0.0.1/b2g/\"}|new|localhost:8011");
    assertThat(pool.rows("select distinct assignee from requests")).hasSize(5);
  }

  @Test
  void printsSettingsThatTheServerUnderstands() throws IOException {
    assertThat(load("--devices", "3", "--port", "8011")).isZero();

    Path file = Files.writeString(directory.resolve("printed.yml"), terminal.out());
    Configuration printed = Configuration.load(file);
    assertThat(ServerSettings.of(printed).fqdn()).isEqualTo("localhost:8011");
    assertThat(ServerSettings.of(printed).port()).isEqualTo(8011);
    assertThat(printed.keys("mozpool.plugins.settings")).containsOnly("fake", "proxr", "pxe");
  }

  private int load(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("db", "load-fakes", "--config", pool.config()));
    words.addAll(List.of(options));
    return terminal.call(words.toArray(String[]::new));
  }
}
