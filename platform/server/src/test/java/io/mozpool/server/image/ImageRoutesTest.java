package io.mozpool.server.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("database")
@Timeout(60)
class ImageRoutesTest {

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

  @Test
  void aPxeConfigThatNobodyKnowsIsNotFound() {
    for (String name : List.of("nope", "FAKE-B2G", "fake-b2g%20")) {
      Answer answer = server.get("/api/bmm/pxe_config/" + name + "/details/");
      assertThat(answer.status()).as(name).isEqualTo(404);
      assertThat(answer.text("detail")).startsWith("there is no PXE config '");
    }
  }

  @Test
  void hiddenImagesAreLeftOut() {
    assertThat(server.get("/api/image/list/").at("images"))
        .isEqualTo(
            List.of(
                image(1, "b2g", List.of("b2gbase"), false, true),
                image(2, "android", List.of(), true, false),
                image(5, "nopxe", List.of("a", "b"), true, true)));
  }

  private static Map<String, Object> image(
      int id, String name, List<String> keys, boolean reuse, boolean agent) {
    return Map.of(
        "id", id,
        "name", name,
        "boot_config_keys", keys,
        "can_reuse", reuse,
        "hidden", false,
        "has_sut_agent", agent);
  }

  @Test
  void pxeConfigsAreListedByNameAndInactiveOnesAsAsked() {
    String active =
        "{\"pxe_configs\":[\"fake-android\",\"fake-b2g\",\"fake-maintenance\",\"fake-selftest\"";

    assertThat(server.get("/api/bmm/pxe_config/list").body()).isEqualTo(active + ",\"old-b2g\"]}");
    for (String query : List.of("?active_only=1", "?active_only=0", "?active_only=")) {
      assertThat(server.get("/api/bmm/pxe_config/list/" + query).body()).isEqualTo(active + "]}");
    }
  }

  @Test
  void detailsAreThoseOfTheDatabase() {
    assertThat(server.get("/api/bmm/pxe_config/fake-b2g/details/").at("details"))
        .isEqualTo(
            Map.of(
                "name", "fake-b2g",
                "description", "fake b2g config",
                "contents", "b2g at %IPADDRESS% of %SERVER%",
                "active", true));
    Map<String, Object> old = new HashMap<>(Map.of("name", "old-b2g", "active", false));
    old.put("description", null);
    old.put("contents", null);
    assertThat(server.get("/api/bmm/pxe_config/old-b2g/details").at("details")).isEqualTo(old);
  }
}
