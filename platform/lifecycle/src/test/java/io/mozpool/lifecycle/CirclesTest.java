package io.mozpool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CirclesTest {

  @Test
  void findsAStateThatLeadsToItself() {
    assertThat(Circles.in(List.of(edge("a", "b"), edge("b", "b"))))
        .contains(List.of("a", "b", "b"));
  }

  @Test
  void findsACircleOfThree() {
    List<Edge> edges = List.of(edge("a", "b"), edge("b", "c"), edge("c", "a"));
    assertThat(Circles.in(edges)).contains(List.of("a", "b", "c", "a"));
  }

  @Test
  void takesTwoWaysToOneStateForNoCircle() {
    List<Edge> edges = List.of(edge("a", "b"), edge("a", "c"), edge("b", "d"), edge("c", "d"));
    assertThat(Circles.in(edges)).isEmpty();
  }

  private static Edge edge(String from, String to) {
    return new Edge(from, to, Edge.TIMEOUT, List.of(), false);
  }
}
