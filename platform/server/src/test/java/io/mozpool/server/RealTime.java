package io.mozpool.server;

import io.mozpool.time.SystemTime;
import io.mozpool.time.Threads;
import io.mozpool.time.Time;
import org.slf4j.LoggerFactory;

/** The time and the threads of tests that wait for something real. */
public final class RealTime {

  /** Threads whose end is logged, and lets the other tests go on. */
  public static final Threads THREADS =
      new Threads(reason -> LoggerFactory.getLogger(RealTime.class).error("halted: {}", reason));

  public static final Time TIME = new SystemTime(THREADS);

  private RealTime() {}
}
