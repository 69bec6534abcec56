package io.mozpool.server.inventory;

import static io.mozpool.server.inventory.Inventory.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.TwoServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One server syncs the devices of another one, too. */
@Tag("database")
@Timeout(120)
class TwoServersSyncTest {

  @TempDir Path directory;
  private TwoServers servers;

  @BeforeEach
  void open() throws IOException {
    servers =
        TwoServers.in(
            directory, Map.of("inventory", List.of("scripted"), "inventory-interval", "0s"));
    servers.open();
    await().until(() -> servers.a().hardware().count("inventory scripted") == 1);
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void aHeldDeviceIsLockedOutAndTakenBackByItsServer() {
    TestServer a = servers.a();
    a.hardware().inventory("scripted", record(1, "far", servers.fqdnOfB(), "outlet:far"));
    assertThat(sync().list("inserted")).isEqualTo(List.of("far"));
    long device = Long.parseLong(a.text("select id from devices where name = 'far'"));
    a.rows().set(device, "state = 'ready', state_timeout = null");
    long request = a.rows().request("far", "b2g", "ready");
    a.rows().tie(device, request);

    a.hardware().inventory("scripted");
    Answer gone = sync();

    assertThat(gone.list("problems")).isEmpty();
    assertThat(gone.list("locked_out")).isEqualTo(List.of("far"));
    assertThat(a.state(device)).isEqualTo("locked_out");
    assertThat(a.text("select interference from requests where id = ?", request))
        .contains("inventory 'scripted' does not name it any more");

    a.database().update("delete from device_requests");
    a.hardware().inventory("scripted", record(1, "far", servers.fqdnOfB(), "outlet:far"));
    assertThat(sync().list("taken_back")).isEqualTo(List.of("far"));
    await().atMost(Duration.ofSeconds(20)).until(() -> servers.b().hardware().count("off far") > 0);
    assertThat(a.hardware().count("off far")).isZero();
  }

  private Answer sync() {
    return servers.a().post("/api/admin/inventory-sync/", "{\"ship_it\": true}");
  }
}
