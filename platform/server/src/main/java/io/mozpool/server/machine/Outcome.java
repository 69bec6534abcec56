package io.mozpool.server.machine;

/**
 * What became of an event.
 *
 * @param accepted whether the machine listened to it; the change is committed then
 * @param state the state afterwards
 * @param reason why it was not accepted, or what it did
 */
public record Outcome(boolean accepted, String state, String reason) {}
