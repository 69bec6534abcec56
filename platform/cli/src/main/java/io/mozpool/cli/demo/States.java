package io.mozpool.cli.demo;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts boards by their states. */
final class States {

  private States() {}

  /** As in {@code 7 ready, 3 self_test_running}. */
  static String of(List<Track> boards) {
    return boards.stream()
        .collect(Collectors.groupingBy(Track::state, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }
}
