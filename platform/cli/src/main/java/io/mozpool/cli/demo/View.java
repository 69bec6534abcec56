package io.mozpool.cli.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the pool stands at a moment.
 *
 * @param start when the demo began
 * @param boards all of them, in the order of their names
 * @param request what was asked for
 * @param ours the board that the request got
 * @param news the steps since the last view
 */
record View(
    Instant start,
    Instant now,
    List<Track> boards,
    Optional<Track> request,
    Optional<Track> ours,
    List<Step> news) {

  /** A moment as seconds since the demo began. */
  double seconds(Instant moment) {
    return Duration.between(start, moment).toMillis() / 1000.0;
  }
}
