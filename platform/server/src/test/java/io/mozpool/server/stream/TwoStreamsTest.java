package io.mozpool.server.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.server.TestServer;
import io.mozpool.server.TwoServers;
import io.mozpool.server.stream.Listener.Event;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a page of one server hears of another one. */
@Timeout(120)
class TwoStreamsTest {

  @TempDir Path directory;
  private TwoServers servers;
  private TestServer a;
  private TestServer b;

  @BeforeEach
  void open() throws IOException {
    servers = TwoServers.in(directory);
    a = servers.a();
    b = servers.b();
    servers.pandaOfB("far", "self_test_running");
    servers.open();
  }

  @AfterEach
  void close() {
    servers.close();
  }

  @Test
  void aPageOfOneServerSeesWhatAnotherOneChanges() {
    try (Listener listener = Listener.on(a.port(), "")) {
      Event hello = listener.next("hello");
      assertThat(hello.id()).contains(",");

      assertThat(b.tell("far", "self_test_ok").at("accepted")).isEqualTo(true);

      Event event = listener.next("device", "far", "\"state\":\"ready\"");
      assertThat(event.id()).isNotEqualTo(hello.id());
    }
  }

  @Test
  void whoComesBackToTheOtherServerGoesOnWhereTheFirstOneEnded() {
    try (Listener page = Listener.on(a.port(), "");
        Listener other = Listener.on(b.port(), "")) {
      page.next("hello");
      other.next("hello");
      b.post("/api/device/far/set-comments/", "{\"comments\": \"one\"}");
      page.next("device", "one");
      other.next("device", "one");
      page.close();
      b.post("/api/device/far/set-comments/", "{\"comments\": \"two\"}");
      other.next("device", "two");

      try (Listener elsewhere = Listener.on(b.port(), "", "Last-Event-ID", page.lastId())) {
        Event event = elsewhere.next();
        assertThat(event.type()).isEqualTo("device");
        assertThat(event.data()).contains("two");
      }
    }
  }

  @Test
  void aServerThatGoesAndComesBackIsToldOfAndHeardAgain() {
    try (Listener listener = Listener.on(a.port(), "")) {
      listener.next("hello");

      b.close();
      listener.next("servers");
      b = servers.bAgain();
      b.open();

      listener.next("resync");
      b.post("/api/device/far/set-comments/", "{\"comments\": \"back\"}");
      listener.next("device", "back");
    }
  }
}
