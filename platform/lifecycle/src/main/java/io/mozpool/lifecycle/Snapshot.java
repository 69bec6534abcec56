package io.mozpool.lifecycle;

import java.util.Map;

/**
 * Where a machine stands.
 *
 * @param state the state's wire name as stored; may be one that this version does not know
 * @param counters the counts by name; what is not there counts as 0
 */
public record Snapshot(String state, Map<String, Integer> counters) {

  public Snapshot {
    counters = Map.copyOf(counters);
  }
}
