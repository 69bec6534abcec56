package io.mozpool.server.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.Answer;
import io.mozpool.server.TestServer;
import io.mozpool.server.fetch.LoggedBootFiles;
import io.mozpool.server.syslog.Senders;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Boards that boot, fetch scripts and send events, of the pool and others. */
@Tag("database")
@Timeout(60)
class ContactsTest {

  @TempDir private Path directory;
  private TestServer server;

  @BeforeEach
  void open() {
    server = TestServer.start(directory);
    long board = server.rows().panda("board", "mobile_init_started");
    server.rows().set(board, "fqdn = '192.0.2.1', mac_address = '0000000000aa'");
    server.part(Senders.class).read();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aBoardThatNeverCameHasNoLastContact() {
    assertThat(contact().text("last_contact")).isEqualTo("null");
    assertThat(contact().text("last_contact_by")).isEqualTo("null");
  }

  @Test
  void whatABoardDoesIsItsLastContact() throws Exception {
    server.part(LoggedBootFiles.class).find("x", InetAddress.getByName("192.0.2.1"), "tftp");
    assertThat(contact().text("last_contact_by")).isEqualTo("tftp");
    String first = contact().text("last_contact");

    server.tell("board", "android_downloading");

    assertThat(contact().text("last_contact_by")).isEqualTo("event");
    assertThat(contact().text("last_contact")).isGreaterThan(first);
    assertThat(server.get("/api/report/unknown-boards/").body()).isEqualTo("{\"boards\":[]}");
  }

  @Test
  void whatPeopleAskForIsNoContactOfTheBoard() {
    server.tell("board", "please_self_test");
    server.post("/api/device/nobody/event/please_self_test/");

    assertThat(contact().text("last_contact")).isEqualTo("null");
    assertThat(server.get("/api/report/unknown-boards/").list("boards")).isEmpty();
  }

  @Test
  void theLastContactOutlivesTheServer() {
    server.tell("board", "android_downloading");
    String moment = contact().text("last_contact");
    server.tell("board", "android_extracting");
    server.close();

    server = TestServer.prepare(directory, Map.of());
    server.open();

    assertThat(contact().text("last_contact")).isGreaterThan(moment);
  }

  @Test
  void boardsThatAreNoDevicesAreListedAndCounted() throws Exception {
    server
        .part(LoggedBootFiles.class)
        .find("pxelinux.0", InetAddress.getByName("192.0.2.9"), "tftp");
    server.get("/api/device/nobody/event/mobile_init_started/");
    server.get("/scripts/for-people");

    assertThat(server.get("/api/report/unknown-boards/").body())
        .contains("\"address\":\"192.0.2.9\"", "\"last_action\":\"tftp pxelinux.0\"")
        .contains("\"name\":\"nobody\"", "\"last_action\":\"event mobile_init_started\"")
        .doesNotContain("for-people");
    assertThat(server.get("/metrics").body())
        .contains("\nmozpool_unknown_boards 2.0\n", "\nmozpool_unknown_board_contacts_total 2.0\n");
  }

  private Answer contact() {
    server.part(Contacts.class).store();
    return server.get("/api/device/board/");
  }
}
