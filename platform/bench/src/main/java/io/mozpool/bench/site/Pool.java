package io.mozpool.bench.site;

import java.net.InetSocketAddress;
import java.util.List;

/** A server and its devices, to be measured. */
public interface Pool extends AutoCloseable {

  /** Where the server is. */
  InetSocketAddress address();

  /** The devices' names. */
  List<String> devices();

  /** Whether its database can be asked. */
  boolean hasDatabase();

  /** A connection to its database. */
  Database connect() throws BenchException;

  /** Who has had the processors. */
  Usage usage();

  /** The most memory that the server has had, in megabytes, heap and all. */
  long residentMegabytes();

  /** How it stands now; has its garbage collected. */
  Vitals vitals() throws BenchException, InterruptedException;

  /** The last lines of the log of its garbage collector; empty where it keeps none. */
  List<String> collections();

  @Override
  void close() throws BenchException;
}
