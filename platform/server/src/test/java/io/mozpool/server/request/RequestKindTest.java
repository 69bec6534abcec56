package io.mozpool.server.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Transition;
import io.mozpool.lifecycle.request.RequestEffect;
import io.mozpool.lifecycle.request.RequestWrite;
import io.mozpool.server.TestServer;
import io.mozpool.server.database.SqlStatement;
import io.mozpool.server.machine.Arguments;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes between a look at a request or device and the step's write are seen by the write. */
@Tag("database")
@Timeout(60)
class RequestKindTest {

  private static final Transition<RequestWrite, RequestEffect> TIE =
      step("contact_lifeguard", List.of(RequestWrite.TIE_DEVICE));
  private static final Transition<RequestWrite, RequestEffect> LEAVE =
      step("finding_device", List.of(RequestWrite.RELEASE_DEVICE));

  @TempDir static Path directory;
  private static TestServer server;
  private static RequestViews views;
  private static RequestKind kind;

  @BeforeAll
  static void open() {
    server = TestServer.start(directory);
    views = new RequestViews(server.database(), Runnable::run);
    kind = new RequestKind(views, (before, transition, revision) -> {});
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update devices set name = 'other%1$d' where id = %1$d",
        "update devices set environment = 'else' where id = %1$d",
        "update devices set state = 'pxe_booting' where id = %1$d",
        "update requests set requested_device = 'else' where id = %2$d",
        "insert into device_requests (device_id, request_id) values (%1$d, %3$d)"
      })
  void aDeviceIsTiedByTheWishAndTheDeviceAsTheyAreStoredNow(String change) {
    long taken = server.rows().request("any", "b2g", "pending");
    String name = "fitting" + taken;
    long device = server.rows().panda(name, "ready");
    long request = server.rows().request(name, "b2g", "pending"); // the matcher leaves it alone
    server.database().update("update requests set environment = 'none' where id = ?", request);
    RequestView before = views.load(request).join().orElseThrow();
    Arguments found = new Arguments(Map.of(RequestKind.DEVICE, Long.toString(device)));
    assertThat(holds(before, TIE, found)).isTrue();

    server.database().update(change.formatted(device, request, taken));

    assertThat(holds(before, TIE, found)).isFalse();
  }

  @Test
  void theResultOfADeviceThatTheRequestHasLeftDoesNotCount() {
    long left = server.rows().panda("left", "failed_pxe_booting");
    long next = server.rows().panda("next", "pxe_booting");
    long request = server.rows().request("any", "b2g", "pending");
    server.rows().tie(next, request);
    RequestView view = views.load(request).join().orElseThrow();

    assertThat(holds(view, LEAVE, from(left))).isFalse();
    assertThat(holds(view, LEAVE, from(next))).isTrue();
    String event = "/api/request/" + request + "/event/lifeguard_finished/";
    String result = "{\"imaging_result\": \"failed-bad-device\", \"from_device\": \"%s\"}";
    assertThat(server.post(event, result.formatted(left)).at("accepted")).isEqualTo(false);
    assertThat(server.post(event, result.formatted("x")).status()).isEqualTo(400);
    assertThat(server.post(event, result.formatted(next)).at("accepted")).isEqualTo(true);
  }

  private static Arguments from(long device) {
    return new Arguments(Map.of(RequestKind.FROM_DEVICE, Long.toString(device)));
  }

  private static boolean holds(
      RequestView view, Transition<RequestWrite, RequestEffect> step, Arguments arguments) {
    SqlStatement guard = kind.guard(view, step, arguments).orElseThrow();
    List<@Nullable Object> parameters = new ArrayList<>(List.of(view.row().id()));
    parameters.addAll(guard.parameters());
    return server
        .database()
        .first(
            row -> true,
            "select 1 from requests where id = ? and " + guard.text(),
            parameters.toArray())
        .isPresent();
  }

  private static Transition<RequestWrite, RequestEffect> step(
      String to, List<RequestWrite> writes) {
    return new Transition<>(List.of("x", to), Map.of(), Optional.empty(), writes, List.of(), "");
  }
}
