package io.mozpool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Administrative commands against a server. */
class AdminCommandsTest {

  private static final String B2G = "/api/admin/images/b2g/";
  private static final String CONFIG = "/api/admin/pxe-configs/boot/";
  private static final String SYNC = "POST /api/admin/inventory-sync/";
  private static final String SYNCED =
      """
      {"inserted": ["p1", "p2"], "updated": ["p3"], "deleted": [], "locked_out": ["p4"],
       "unchanged": 12, "problems": ["panda-9: no power address"], "applied": %s}
      """;

  private final Terminal terminal = new Terminal();
  private StandIn server;

  @TempDir private Path directory;

  @BeforeEach
  void start() throws IOException {
    server = new StandIn();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void whatIsThereIsNotAdded() {
    server.on("GET " + B2G, 200, "{\"name\": \"b2g\"}");
    assertThat(terminal.ask(server, "image add b2g")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("mozpool: image 'b2g' is there already\n");
    assertThat(server.asked()).containsExactly("GET " + B2G);
  }

  @Test
  void whatIsNotThereIsNotModified() {
    server.on("GET " + B2G, 404, "{\"detail\": \"there is no image 'b2g'\"}");
    assertThat(terminal.ask(server, "image modify b2g --hidden")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("mozpool: there is no image 'b2g'\n");
    assertThat(server.asked()).containsExactly("GET " + B2G);
  }

  @Test
  void anImageIsTrustedAgain() {
    server.on("POST " + B2G + "trust/", 204, "");
    assertThat(terminal.ask(server, "image trust b2g")).isZero();
    assertThat(server.asked()).containsExactly("POST " + B2G + "trust/ {}");
  }

  @Test
  void whatIsInUseIsNotDeleted() {
    server.on("DELETE " + B2G, 409, "{\"detail\": \"image 'b2g' is on device 'p1'\"}");
    assertThat(terminal.ask(server, "image delete b2g")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("mozpool: image 'b2g' is on device 'p1'\n");
  }

  @Test
  void aPxeConfigNeedsContents() {
    assertThat(terminal.ask(server, "pxe-config add boot")).isEqualTo(2);
    assertThat(terminal.err()).startsWith("expected --config with the file");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aPxeConfigHasABound() throws IOException {
    Path file = Files.writeString(directory.resolve("long"), "ö".repeat(32_769));
    assertThat(terminal.ask(server, "pxe-config add boot --config", file.toString())).isEqualTo(2);
    assertThat(terminal.err())
        .startsWith("contents: expected at most 65536 bytes of UTF-8, not 65538 bytes");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    String missing = directory.resolve("none").toString();
    assertThat(terminal.ask(server, "pxe-config add boot --config", missing)).isEqualTo(1);
    assertThat(terminal.err())
        .isEqualTo("mozpool: --config " + missing + ": there is no such file or directory\n");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aPxeConfigIsActiveOrInactive() {
    assertThat(terminal.ask(server, "pxe-config modify boot --active --inactive")).isEqualTo(2);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void tooManyChangesStopASync() {
    server.on(SYNC, 409, "{\"detail\": \"40 changes, expected 5 at most\"}");
    assertThat(terminal.ask(server, "inventory-sync")).isEqualTo(1);
    assertThat(terminal.err()).isEqualTo("mozpool: 40 changes, expected 5 at most\n");
  }

  @Test
  void addsAnImage() {
    server.on("GET " + B2G, 404, "").on("PUT " + B2G, 201, "{}");
    String command =
        "image add b2g --boot-config-key b2gbase,other --no-can-reuse --sut-agent --installer b2g";
    assertThat(terminal.ask(server, command)).isZero();
    assertThat(server.asked())
        .containsExactly(
            "GET " + B2G,
            "PUT "
                + B2G
                + " {\"boot_config_keys\":[\"b2gbase\",\"other\"],\"can_reuse\":false,"
                + "\"has_sut_agent\":true,\"installer\":\"b2g\"}");
  }

  @Test
  void changesOnlyWhatIsGivenOfAnImage() {
    server
        .on(
            "GET " + B2G,
            200,
            "{\"name\":\"b2g\",\"boot_config_keys\":[\"a\"],\"can_reuse\":true,\"hidden\":false,"
                + "\"has_sut_agent\":true,\"installer\":\"b2g\",\"links\":[]}")
        .on("PUT " + B2G, 200, "{}");
    assertThat(terminal.ask(server, "image modify b2g --hidden --installer", "")).isZero();
    assertThat(server.asked())
        .contains(
            "PUT "
                + B2G
                + " {\"name\":\"b2g\",\"boot_config_keys\":[\"a\"],\"can_reuse\":true,"
                + "\"hidden\":true,\"has_sut_agent\":true,\"installer\":null}");
  }

  @Test
  void showsAnImage() {
    server.on(
        "GET " + B2G,
        200,
        "{\"name\":\"b2g\",\"boot_config_keys\":[],"
            + "\"links\":[{\"type\":\"panda\",\"model\":\"B2\",\"pxe_config\":\"boot\"}]}");
    assertThat(terminal.ask(server, "image show b2g")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            name              b2g
            boot_config_keys  -
            links             panda / B2 / boot
            """);
  }

  @Test
  void linksAndUnlinks() {
    String link = B2G + "links/panda/ES%20Rev%20B2/";
    server.on("PUT " + link, 200, "{}").on("DELETE " + link, 204, "");
    assertThat(terminal.ask(server, "image link b2g panda", "ES Rev B2", "boot")).isZero();
    assertThat(terminal.ask(server, "image unlink b2g panda", "ES Rev B2")).isZero();
    assertThat(server.asked())
        .containsExactly("PUT " + link + " {\"pxe_config\":\"boot\"}", "DELETE " + link);
  }

  @Test
  void addsAPxeConfig() throws IOException {
    server.on("GET " + CONFIG, 404, "").on("PUT " + CONFIG, 201, "{}");
    String file = Files.writeString(directory.resolve("boot"), "a\nb\n").toString();
    String command = "pxe-config add boot --inactive --description text --config";
    assertThat(terminal.ask(server, command, file)).isZero();
    assertThat(server.asked())
        .contains(
            "PUT "
                + CONFIG
                + " {\"description\":\"text\",\"contents\":\"a\\nb\\n\",\"active\":false}");
  }

  @Test
  void showsAPxeConfigWithAllItsLines() {
    server.on("GET " + CONFIG, 200, "{\"contents\":\"a\\nb\\n\",\"active\":false}");
    assertThat(terminal.ask(server, "pxe-config show boot")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            contents  a
                      b
            active    false
            """);
  }

  @Test
  void keepsHardwareTypes() {
    String type = "/api/admin/hardware-types/panda/B2/";
    server
        .on("PUT " + type, 201, "{}")
        .on("DELETE " + type, 204, "")
        .on(
            "GET /api/admin/hardware-types/",
            200,
            "{\"hardware_types\":[{\"type\":\"panda\",\"model\":\"B2\"}]}");
    assertThat(terminal.ask(server, "hardware-type add panda B2")).isZero();
    assertThat(terminal.ask(server, "hardware-type list")).isZero();
    assertThat(terminal.ask(server, "hardware-type delete panda B2")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            TYPE   MODEL
            panda  B2
            """);
  }

  @Test
  void listsPluginsWithTheirFailures() {
    server.on(
        "GET /api/admin/plugins/",
        200,
        "{\"plugins\":[{\"id\":\"pxe\",\"version\":\"1.0\",\"state\":\"failed\",\"devices\":0,"
            + "\"failure\":\"BindException: port 69 is taken\"}]}");
    assertThat(terminal.ask(server, "plugins")).isZero();
    assertThat(terminal.out())
        .isEqualTo(
            """
            ID   VERSION  STATE   DEVICES  FAILURE
            pxe  1.0      failed  0        BindException: port 69 is taken
            """);
  }

  @Test
  void syncsTheInventory() {
    server.on(SYNC, 200, SYNCED.formatted(true));
    assertThat(terminal.ask(server, "inventory-sync --ship-it --verbose")).isZero();
    assertThat(server.asked()).containsExactly(SYNC + " {\"dry_run\":false,\"ship_it\":true}");
    assertThat(terminal.out())
        .isEqualTo(
            """
            inserted p1
            inserted p2
            updated p3
            locked out p4
            2 inserted, 1 updated, 0 deleted, 1 locked out, 0 taken back, 12 unchanged
            """);
    assertThat(terminal.err()).isEqualTo("mozpool: panda-9: no power address\n");
  }

  @Test
  void saysWhatASyncWouldDo() {
    server.on(SYNC, 200, SYNCED.formatted(false));
    assertThat(terminal.ask(server, "inventory-sync --dry-run")).isZero();
    assertThat(server.asked()).containsExactly(SYNC + " {\"dry_run\":true,\"ship_it\":false}");
    assertThat(terminal.out())
        .isEqualTo(
            "2 inserted, 1 updated, 0 deleted, 1 locked out, 0 taken back, 12 unchanged; nothing"
                + " was changed\n");
  }
}
