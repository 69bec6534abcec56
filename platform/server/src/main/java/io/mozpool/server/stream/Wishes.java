package io.mozpool.server.stream;

import java.util.Set;

/**
 * What a reader wants to hear of.
 *
 * @param subjects only of these devices and requests; of all where there are none
 * @param types only events of these names; all where there are none
 * @param logs whose new lines it wants, beside events
 * @param unknownLogs logs that it wants, too, of machines that are not known
 */
record Wishes(Set<String> subjects, Set<String> types, Set<LogOf> logs, Set<String> unknownLogs) {

  static final Wishes ALL = new Wishes(Set.of(), Set.of(), Set.of(), Set.of());

  /**
   * A log.
   *
   * @param word {@code device} or {@code request}
   * @param id the machine's row
   * @param name the device's name; the request's number
   */
  record LogOf(String word, long id, String name) {}

  boolean include(Message message) {
    boolean ofType = types.isEmpty() || types.contains(message.type().replace("_gone", ""));
    return ofType && (subjects.isEmpty() || subjects.contains(message.subject()));
  }
}
