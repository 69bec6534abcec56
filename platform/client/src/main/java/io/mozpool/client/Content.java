package io.mozpool.client;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes something of an answer's bytes.
 *
 * @param <T> what
 */
@FunctionalInterface
interface Content<T> {

  /**
   * Reads them.
   *
   * @param what the question
   */
  T read(String what, InputStream in) throws IOException;
}
