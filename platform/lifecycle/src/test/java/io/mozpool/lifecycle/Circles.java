package io.mozpool.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for a way that leads back to where it began. */
public final class Circles {

  private final Collection<Edge> edges;
  private final Set<String> harmless = new HashSet<>();

  private Circles(Collection<Edge> edges) {
    this.edges = edges;
  }

  /** The states of one circle among these ways, if there is one. */
  public static Optional<List<String>> in(Collection<Edge> edges) {
    Circles circles = new Circles(edges);
    return edges.stream()
        .map(edge -> circles.from(edge.from(), new ArrayList<>()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<List<String>> from(String state, List<String> path) {
    if (path.contains(state)) {
      path.add(state);
      return Optional.of(path);
    }
    if (harmless.contains(state)) {
      return Optional.empty();
    }
    path.add(state);
    for (Edge edge : edges) {
      if (edge.from().equals(state)) {
        Optional<List<String>> circle = from(edge.to(), path);
        if (circle.isPresent()) {
          return circle;
        }
      }
    }
    path.remove(state);
    harmless.add(state);
    return Optional.empty();
  }
}
