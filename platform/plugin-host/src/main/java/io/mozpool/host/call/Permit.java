package io.mozpool.host.call;

/**
 * The right to make a call, which may end at any time: that of a server that holds a lease. Asked
 * often, by any thread; returns at once.
 */
@FunctionalInterface
public interface Permit {

  /** That of calls which may always be made. */
  Permit ALWAYS = () -> true;

  /** Whether the call may still be made; once false, always false. */
  boolean holds();
}
