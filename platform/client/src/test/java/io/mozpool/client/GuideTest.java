package io.mozpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs what docs/api-guide.md quotes from here. */
class GuideTest {

  private static final String REQUEST =
      """
      {"id": 7, "requested_device": "any", "assigned_device": "panda-1", "assignee": "me",
       "expires": "2030-01-01T00:00:00", "environment": "any", "image": "b2g",
       "boot_config": "{}", "url": "http://imaging-1/api/request/7/"}
      """;

  @Test
  void aDeviceIsUsedAndReturned() throws Exception {
    try (StandIn server = new StandIn()) {
      server
          .then(200, "{\"request\": " + REQUEST + "}")
          .then(200, "{\"state\": \"ready\", \"log\": []}")
          .then(200, REQUEST)
          .then(204, "");
      useADevice(new MozpoolClient(server.url()));
      assertThat(server.asked())
          .containsExactly(
              "POST /api/device/any/request/",
              "GET /api/request/7/status/",
              "GET /api/request/7/details/",
              "POST /api/request/7/return/");
    }
  }

  @Test
  void severalServersAreNamedByTheirUrls() {
    assertThat(pool()).isNotNull();
  }

  private static MozpoolClient pool() {
    return new MozpoolClient(
        List.of(URI.create("http://imaging-1:8010"), URI.create("http://imaging-2:8010")));
  }

  private static void useADevice(MozpoolClient pool)
      throws IOException, InterruptedException, RequestFailedException {
    Map<String, String> build = Map.of("b2gbase", "http://builds.example.com/b2g/1");
    NewRequest wish =
        new NewRequest("any", "me@example.com", Duration.ofMinutes(30), "b2g", "any", build);
    int request = pool.request(wish).id();
    try {
      pool.await(request, "ready", Duration.ofMinutes(20), change -> {});
      System.out.println("testing on " + pool.details(request).assignedDevice().orElseThrow());
    } finally {
      pool.giveBack(request);
    }
  }
}
