package io.mozpool.client;

import java.io.IOException;

/** Hears the events of a stream, one after the other. */
@FunctionalInterface
public interface StreamListener {

  /**
   * Takes an event.
   *
   * @throws IOException ends the reading of the stream
   */
  void take(StreamEvent event) throws IOException;
}
