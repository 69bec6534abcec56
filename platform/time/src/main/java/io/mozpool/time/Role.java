package io.mozpool.time;

/** The part that a thread has in the process, which decides what its failure means. */
public enum Role {

  /** Nothing goes on without it: an {@link Error} that leaves one of its tasks ends the process. */
  CORE,

  /** The pool goes on without it: what leaves one of its tasks is logged. */
  BACKGROUND
}
