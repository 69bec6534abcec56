package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest {

  private final Terminal terminal = new Terminal();

  @TempDir private Path directory;
  private PoolDirectory pool;
  private ReferencePool reference;

  @BeforeEach
  void open() throws SQLException {
    pool = new PoolDirectory(directory);
    reference = new ReferencePool();
  }

  @AfterEach
  void close() throws SQLException {
    reference.close();
  }

  @Test
  void whatIsNoUrlIsWrongUse() throws IOException {
    assertThat(terminal.call("db", "import", "--config", pool.config(), "--from", "db.example"))
        .isEqualTo(2);
    assertThat(terminal.err())
        .startsWith("--from: expected jdbc:mysql://HOST/DATABASE, not 'db.example'");
  }

  @Test
  void aDatabaseThatCannotBeReachedIsSaid() throws IOException {
    String nobody = "jdbc:h2:tcp://127.0.0.1:1/none";

    assertThat(terminal.call("db", "import", "--config", pool.config(), "--from", nobody))
        .isEqualTo(1);
    assertThat(terminal.err())
        .startsWith("mozpool: cannot connect to the database to import: Connection is broken")
        .hasLineCount(1);
  }

  @Test
  void aPoolThatIsThereStaysAsItIs() throws Exception {
    assertThat(terminal.call("db", "load-fakes", "--config", pool.config())).isZero();

    assertRefused("expected an empty pool, but its table devices has 10 rows");
    assertThat(pool.count("devices")).isEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "drop table relay_boards; cannot read the table relay_boards to import: Table",
        "alter table devices drop column comments; expected a column comments in the table devices",
        "alter table devices drop column last_image_id; expected a column image_id or"
            + " last_image_id",
        "update devices set name = repeat('x', 300) where id = 20; devices 'xxx",
        "update devices set name = 'any' where id = 20; devices 'any': no device can be called so",
        "update devices set name = 'Panda-1' where id = 20; its name differs from 'panda-1' in"
            + " case",
        "update devices set mac_address = '1' where id = 20; devices 'panda-2': expected 12"
            + " hexadec",
        "update devices set mac_address = '6a3d98123456'; is that of 'panda-1', too",
        "update devices set inventory_id = 1; devices 'panda-2': Unique index or primary key",
        "update devices set imaging_server_id = 99; expected a row of imaging_servers as"
            + " imaging_serv",
        "update pxe_configs set name = 'same'; pxe_configs 'same': Unique index or primary key",
      })
  void whatCannotBeTakenIsNamedAndNothingIsChanged(String damage, String sentence)
      throws Exception {
    reference.execute(damage);

    assertRefused(sentence);
    assertThat(pool.count("imaging_servers")).isZero();
    assertThat(pool.count("devices")).isZero();
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    assertThat(run("--dry-run")).isZero();

    assertThat(terminal.out()).contains("devices").contains("nothing was");
    assertThat(pool.count("devices")).isZero();
    assertThat(pool.count("imaging_servers")).isZero();
  }

  @Test
  void copiesDevicesWithAllThatIsKnownOfThem() throws Exception {
    assertThat(run()).isZero();

    assertThat(
            pool.rows(
                "select d.name, d.fqdn, inventory_source, inventory_id, mac_address, s.fqdn,"
                    + " relay_info, t.model, environment, comments, state, state_counters, i.name,"
                    + " boot_config, n.name, next_boot_config from devices d"
                    + " join imaging_servers s on s.id = d.imaging_server_id"
                    + " join hardware_types t on t.id = d.hardware_type_id"
                    + " left join images i on i.id = d.image_id"
                    + " left join images n on n.id = d.next_image_id order by d.id"))
        .containsExactly(
            "panda-1|panda-1.example.com|mozilla-inventory|4001|6a3d98123456|one.example.com|null|"
                + "ES Rev B2|staging|null|self_test_running|{}|null|null|self-test|{}",
            "panda-2|panda-2.example.com|mozilla-inventory|4002|6a3d98123457|two.example.com|"
                + "relay-1.example.com:bank1:relay2|ES Rev B2|none|bug 1|ready|{}|b2g|"
                + "{\"b2gbase\": \"x\"}|null|null");
  }

  @ParameterizedTest
  @CsvSource({
    "free, ready, 600",
    "self_test_running, self_test_running, 3600",
    "new, new, 0",
    "b2g_downloading, b2g_downloading, 0",
    "locked_out, locked_out, none",
    "failed_self_test, failed_self_test, none",
  })
  void whoIsAtWorkIsLookedAfter(String theirs, String ours, String seconds) throws Exception {
    reference.execute("update devices set state = '" + theirs + "'");

    assertThat(run()).isZero();

    assertThat(
            pool.rows(
                "select distinct state, coalesce(cast(datediff(second, state_since, state_timeout)"
                    + " as varchar), 'none') from devices"))
        .containsExactly(ours + "|" + seconds);
  }

  @Test
  void copiesImagesAndHowTheyBoot() throws Exception {
    assertThat(run()).isZero();

    assertThat(
            pool.rows(
                "select name, boot_config_keys, can_reuse, hidden, has_sut_agent, installer"
                    + " from images order by id"))
        .containsExactly(
            "b2g|[\"b2gbase\"]|0|0|1|b2g", "self-test|null|0|1|0|null", "other|[]|1|0|0|null");
    assertThat(pool.rows("select name, description, contents, active from pxe_configs order by id"))
        .containsExactly("b2g-1|boots b2g|append %IPADDRESS%|1", "old|null|null|0");
    assertThat(
            pool.rows(
                "select i.name, t.type, p.name from image_pxe_configs x"
                    + " join images i on i.id = x.image_id"
                    + " join hardware_types t on t.id = x.hardware_type_id"
                    + " join pxe_configs p on p.id = x.pxe_config_id"))
        .as("but for the link to no PXE config")
        .containsExactly("b2g|panda|b2g-1");
    assertThat(
            pool.rows(
                "select r.name, r.fqdn, s.fqdn from relay_boards r"
                    + " join imaging_servers s on s.id = r.imaging_server_id"))
        .containsExactly("relay-1|relay-1.example.com|two.example.com");
  }

  @Test
  void takesTheNewerNameOfTheImageColumnAndTheOperatorsInventory() throws Exception {
    reference.execute("alter table devices alter column last_image_id rename to image_id");

    assertThat(run("--inventory-source", "netbox")).isZero();

    assertThat(
            pool.rows(
                "select inventory_source, i.name from devices d join images i on i.id = image_id"))
        .containsExactly("netbox|b2g");
  }

  @Test
  void countsWhatWasCopied() throws IOException {
    assertThat(run()).isZero();

    assertThat(terminal.out().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "imaging_servers 2",
            "hardware_types 1",
            "images 3",
            "pxe_configs 2",
            "image_pxe_configs 1",
            "relay_boards 1",
            "devices 2",
            "all of this was copied");
  }

  private int run(String... options) throws IOException {
    List<String> words = new ArrayList<>(List.of("db", "import", "--config", pool.config()));
    words.addAll(List.of("--from", reference.url(), "--user", "reader", "--password", "secret"));
    words.addAll(List.of(options));
    return terminal.call(words.toArray(String[]::new));
  }

  private void assertRefused(String start) throws IOException {
    assertThat(run()).isEqualTo(1);
    assertThat(terminal.err()).startsWith("mozpool: ").contains(start).hasLineCount(1);
  }
}
