package io.mozpool.server.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What those who look after the pool change: images, PXE configs, hardware types. */
@Tag("database")
@Timeout(60)
class AdminRoutesTest {

  private static final String IMAGES = "/api/admin/images/";
  private static final String CONFIGS = "/api/admin/pxe-configs/";
  private static final String TYPES = "/api/admin/hardware-types/";

  @TempDir static Path directory;
  private static TestServer server;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "images/nope/",
        "images/B2G",
        "pxe-configs/nope/",
        "hardware-types/panda/nope/",
        "images/nope/links/panda/x/",
        "images/b2g/links/panda/nope/",
        "images/b2g/links/bare/A/"
      })
  void whatIsNotThereIsNotFound(String path) {
    if (!path.contains("links")) {
      assertThat(server.get("/api/admin/" + path).status()).isEqualTo(404);
    }
    Answer answer = server.send("DELETE", "/api/admin/" + path, null);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.text("detail")).startsWith("there is no ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "images/bad/ | body | [",
        "images/bad/ | boot_config_keys | {\"boot_config_keys\": \"b2gbase\"}",
        "images/bad/ | boot_config_keys | {\"boot_config_keys\": [\"a\", 5]}",
        "images/bad/ | boot_config_keys | {\"boot_config_keys\": [\"\"]}",
        "images/bad/ | can_reuse | {\"can_reuse\": 1}",
        "images/bad/ | hidden | {\"hidden\": \"yes\"}",
        "images/bad/ | has_sut_agent | {\"has_sut_agent\": \"no\"}",
        "images/bad/ | installer | {\"installer\": \"nope\"}",
        "pxe-configs/bad/ | contents | {}",
        "pxe-configs/bad/ | contents | {\"contents\": null}",
        "pxe-configs/bad/ | active | {\"contents\": \"x\", \"active\": \"x\"}",
        "pxe-configs/bad/ | description | {\"contents\": \"x\", \"description\": 5}",
        "images/b2g/links/panda/ES%20Rev%20B2/ | pxe_config | {}"
      })
  void aBadBodyIsRefusedWithItsKeyAndChangesNothing(String path, String key, String body) {
    Answer answer = server.send("PUT", "/api/admin/" + path, body);

    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(answer.text("detail")).startsWith(key + ": ");
    if (!path.contains("links")) {
      assertThat(server.get("/api/admin/" + path).status()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%2E%2E", "%2e", ".%2E"})
  void namesThatNoPathCanHoldAreRefused(String name) {
    Answer image = server.send("PUT", IMAGES + name + "/", "{}");
    Answer config = server.send("PUT", CONFIGS + name + "/", "{\"contents\": \"x\"}");
    Answer type = server.send("PUT", TYPES + "panda/" + name + "/", "{}");

    assertThat(List.of(image.status(), config.status(), type.status())).containsOnly(400);
    assertThat(image.text("detail")).startsWith("name: ").contains("a name that a path can hold");
    assertThat(config.text("detail")).startsWith("name: ");
    assertThat(type.text("detail")).startsWith("model: ");
  }

  @Test
  void allKeysOfAnImageTogetherHaveTheirLength() {
    String keys = "\"%s\",".formatted("k".repeat(250)).repeat(16) + "\"%s\"";
    Answer fits =
        server.send(
            "PUT", IMAGES + "keys/", "{\"boot_config_keys\": [" + keys.formatted("k") + "]}");
    Answer tooLong =
        server.send(
            "PUT",
            IMAGES + "keys/",
            "{\"boot_config_keys\": [" + keys.formatted("k".repeat(50)) + "]}");

    assertThat(fits.status()).as(fits.body()).isEqualTo(201);
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.text("detail")).startsWith("boot_config_keys: expected at most 4096 bytes");
    server.send("DELETE", IMAGES + "keys/", null);
  }

  @Test
  void allPxeConfigsAreListedHoweverManyAPageHas() {
    for (int i = 0; i < 45; i++) {
      server.send("PUT", CONFIGS + "page-%02d/".formatted(i), "{\"contents\": \"x\"}");
    }

    List<String> names =
        server.get(CONFIGS).list("pxe_configs").stream()
            .map(each -> String.valueOf(((Map<?, ?>) each).get("name")))
            .toList();

    assertThat(names).isSorted().doesNotHaveDuplicates();
    assertThat(names.stream().filter(name -> name.startsWith("page-"))).hasSize(45);
    names.stream()
        .filter(name -> name.startsWith("page-"))
        .forEach(name -> server.send("DELETE", CONFIGS + name + "/", null));
  }

  @Test
  void anEmojiIsTwoCharactersOfAName() {
    String emoji = "%F0%9F%98%80";
    assertThat(server.send("PUT", IMAGES + emoji.repeat(33), "{}").status()).isEqualTo(400);
    assertThat(server.send("PUT", IMAGES + emoji.repeat(32), "{}").status()).isEqualTo(201);
    assertThat(server.send("DELETE", IMAGES + emoji.repeat(32), null).status()).isEqualTo(204);
  }

  @Test
  void namesHaveTheirLength() {
    String name = "x".repeat(65);
    assertThat(server.send("PUT", IMAGES + name, "{}").text("detail")).startsWith("name: ");
    assertThat(server.send("PUT", CONFIGS + name, "{\"contents\": \"x\"}").text("detail"))
        .startsWith("name: ");
    assertThat(server.send("PUT", TYPES + name + "/m", "{}").text("detail")).startsWith("type: ");
  }

  @Test
  void anImageIsAddedChangedAndDeleted() {
    Answer added =
        server.send(
            "PUT", IMAGES + "fennec", "{\"boot_config_keys\": [\"url\"], \"installer\": \"b2g\"}");
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.body())
        .isEqualTo(
            "{\"name\":\"fennec\",\"boot_config_keys\":[\"url\"],\"can_reuse\":false,"
                + "\"hidden\":false,\"has_sut_agent\":false,\"installer\":\"b2g\",\"links\":[]}");

    Answer changed = server.send("PUT", IMAGES + "fennec/", "{\"can_reuse\": true}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("can_reuse")).isEqualTo(true);
    assertThat(changed.body()).contains("\"boot_config_keys\":[]", "\"installer\":null");
    assertThat(names("images")).contains("fennec").isSorted();

    server.send(
        "PUT", IMAGES + "fennec/links/panda/ES%20Rev%20B2/", "{\"pxe_config\": \"fake-b2g\"}");
    assertThat(server.send("DELETE", IMAGES + "fennec/", null).status()).isEqualTo(204);
    assertThat(server.get(IMAGES + "fennec/").status()).isEqualTo(404);
  }

  @Test
  void aLinkIsMadeReplacedAndRemoved() {
    String link = IMAGES + "nopxe/links/panda/ES%20Rev%20B2";

    Answer made = server.send("PUT", link, "{\"pxe_config\": \"fake-b2g\"}");
    Answer replaced = server.send("PUT", link, "{\"pxe_config\": \"fake-android\"}");

    assertThat(made.status()).isEqualTo(201);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(replaced.list("links")).hasSize(1);
    assertThat(replaced.text("links.0.pxe_config")).isEqualTo("fake-android");
    Answer unknown = server.send("PUT", link, "{\"pxe_config\": \"nope\"}");
    assertThat(unknown.text("detail")).isEqualTo("there is no PXE config 'nope'");
    assertThat(server.send("DELETE", link, null).status()).isEqualTo(204);
    assertThat(server.get(IMAGES + "nopxe").list("links")).isEmpty();
  }

  @Test
  void aPxeConfigIsAddedChangedAndDeleted() {
    Answer added = server.send("PUT", CONFIGS + "mine", "{\"contents\": \"a\\nb\"}");
    assertThat(added.status()).isEqualTo(201);
    assertThat(added.body())
        .isEqualTo(
            "{\"name\":\"mine\",\"description\":\"\",\"contents\":\"a\\nb\",\"active\":true}");

    Answer changed =
        server.send(
            "PUT",
            CONFIGS + "mine/",
            "{\"contents\": \"c\", \"description\": \"d\", \"active\": false}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(server.get("/api/bmm/pxe_config/mine/details/").text("details.contents"))
        .isEqualTo("c");
    assertThat(server.get(CONFIGS).list("pxe_configs")).hasSizeGreaterThan(1);

    assertThat(server.send("DELETE", CONFIGS + "mine/", null).status()).isEqualTo(204);
    assertThat(server.get(CONFIGS + "mine/").status()).isEqualTo(404);
  }

  @Test
  void aHardwareTypeIsAddedOnceAndDeleted() {
    assertThat(server.send("PUT", TYPES + "beagle/XM%2FB", "{}").status()).isEqualTo(201);
    assertThat(server.send("PUT", TYPES + "beagle/XM%2FB", null).status()).isEqualTo(200);
    assertThat(server.get(TYPES + "beagle/XM%2FB/").body())
        .isEqualTo("{\"type\":\"beagle\",\"model\":\"XM/B\"}");
    assertThat(server.get(TYPES).list("hardware_types"))
        .filteredOn(each -> ((Map<?, ?>) each).get("type").equals("beagle"))
        .hasSize(1);
    assertThat(server.send("DELETE", TYPES + "beagle/XM%2FB", null).status()).isEqualTo(204);
  }

  @Test
  void whatIsInUseIsKeptAndTheAnswerNamesItsUsers() {
    long device = server.rows().panda("user", "off");
    server.rows().set(device, "next_image_id = 2");
    long request = server.rows().request("any", "nopxe", "closed");

    for (List<String> each :
        List.of(
            List.of(IMAGES + "android", "image 'android' is in use by devices user"),
            List.of(IMAGES + "nopxe", "image 'nopxe' is in use by requests " + request),
            List.of(CONFIGS + "fake-b2g", "PXE config 'fake-b2g' is in use by images b2g"),
            List.of(
                TYPES + "panda/ES%20Rev%20B2",
                "hardware type 'panda' 'ES Rev B2' is in use by devices user"))) {
      Answer answer = server.send("DELETE", each.get(0), null);
      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.text("detail")).isEqualTo(each.get(1));
      assertThat(server.get(each.get(0)).status()).isEqualTo(200);
    }
  }

  private static List<String> names(String what) {
    return server.get("/api/admin/" + what + "/").list(what).stream()
        .map(each -> String.valueOf(((Map<?, ?>) each).get("name")))
        .toList();
  }
}
