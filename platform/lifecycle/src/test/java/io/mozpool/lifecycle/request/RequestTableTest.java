package io.mozpool.lifecycle.request;

import static io.mozpool.lifecycle.request.Requests.LIFECYCLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mozpool.lifecycle.Circles;
import io.mozpool.lifecycle.Edge;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must hold of the table itself, whatever walks through it. */
class RequestTableTest {

  @Test
  void everyTargetHasARow() {
    assertThat(Edge.of(LIFECYCLE)).isNotEmpty().allMatch(edge -> LIFECYCLE.knows(edge.to()));
  }

  @Test
  void rowsThatGoOnFormNoCircle() {
    assertThat(Circles.in(edges(edge -> edge.cause().equals(Edge.ENTRY)))).isEmpty();
  }

  @Test
  void everyCirclePassesACounter() {
    // A named device is waited for until the request expires.
    Predicate<Edge> waiting = edge -> edge.from().equals("pending") && edge.to().equals("pending");
    assertThat(Circles.in(edges(waiting.negate().and(edge -> !edge.counted())))).isEmpty();
  }

  @Test
  void onlyRequestsThatAreOverHaveNoWayOut() {
    Set<String> left =
        edges(edge -> !edge.from().equals(edge.to())).stream()
            .map(Edge::from)
            .collect(Collectors.toSet());
    assertThat(LIFECYCLE.states())
        .filteredOn(state -> !left.contains(state))
        .containsExactly(
            "failed_device_not_found",
            "failed_bad_image",
            "failed_bad_device",
            "failed_device_busy",
            "closed");
  }

  @Test
  void statesAndTimeoutsAreThoseOfTheContract() {
    assertThat(LIFECYCLE.states())
        .containsExactly(
            "new",
            "finding_device",
            "contact_lifeguard",
            "contacting_lifeguard",
            "pending",
            "ready",
            "failed_device_not_found",
            "failed_bad_image",
            "failed_bad_device",
            "failed_device_busy",
            "closed",
            "expired");
    assertThat(LIFECYCLE.timeouts())
        .isEqualTo(
            Map.of(
                "finding_device", Duration.ofSeconds(10),
                "contact_lifeguard", Duration.ZERO,
                "contacting_lifeguard", Duration.ofSeconds(30),
                "pending", Duration.ofSeconds(60)));
  }

  @Test
  void eachStateAcceptsTheEventsOfTheContract() {
    Map<String, Set<String>> expected =
        Map.of(
            "new", Set.of("find_device", "close", "expire"),
            "finding_device", Set.of("device_found", "image_accused", "close", "expire"),
            "contact_lifeguard", Set.of("close", "expire"),
            "contacting_lifeguard",
                Set.of("lifeguard_contacted", "lifeguard_refused", "close", "expire"),
            "pending", Set.of("lifeguard_finished", "close", "expire"),
            "ready", Set.of("close", "expire"),
            "expired", Set.of("close", "expire"));
    assertThat(LIFECYCLE.rows())
        .allSatisfy(
            row -> {
              String state = row.state().wireName();
              assertThat(row.events().keySet())
                  .as(state)
                  .isEqualTo(expected.getOrDefault(state, Set.of()));
            });
  }

  private static List<Edge> edges(Predicate<Edge> wanted) {
    return Edge.of(LIFECYCLE).stream().filter(wanted).toList();
  }
}
