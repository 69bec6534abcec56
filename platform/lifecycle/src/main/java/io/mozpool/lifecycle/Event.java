package io.mozpool.lifecycle;

/** What a machine can be told. */
public interface Event extends Named {}
