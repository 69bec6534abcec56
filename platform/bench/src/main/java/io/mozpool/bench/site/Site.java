package io.mozpool.bench.site;

import java.util.Map;

/** Where pools are measured. All that was started ends with it, whoever closes it, and once. */
public interface Site extends AutoCloseable {

  /**
   * Makes sure of the database.
   *
   * @return what it is; empty where it is not ours to ask
   */
  Map<String, String> start() throws BenchException, InterruptedException;

  /**
   * Opens a pool: a fresh server with a fresh database, or the one that there is.
   *
   * @param stock the devices of a fresh one
   */
  Pool open(Stock stock) throws BenchException, InterruptedException;

  @Override
  void close() throws BenchException;
}
