package io.mozpool.server.stream;

/**
 * How far the changes of a server have come.
 *
 * @param run tells one counting from another: a server begins anew where nobody has listened
 * @param number of the last change
 */
record Mark(String run, long number) {

  Mark next() {
    return new Mark(run, number + 1);
  }
}
