package io.mozpool.lifecycle;

/** Where a machine can stand. */
public interface State extends Named {}
