package io.mozpool.server.journal;

/**
 * A place in a log, which lines are in front of or behind.
 *
 * @param word {@code device} or {@code request}
 * @param machine the row of the machine
 * @param moment as the database has it
 * @param line of the lines of this moment, those up to this id are in front
 */
public record LogPlace(String word, long machine, String moment, long line) {

  /** The place at the end of a line of the same log. */
  public LogPlace of(LogLine next) {
    return new LogPlace(word, machine, next.timestamp().replace('T', ' '), next.id());
  }
}
