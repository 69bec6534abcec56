package io.mozpool.client;

/**
 * An event of the stream.
 *
 * @param type as in {@code device}
 */
public record StreamEvent(String type, JsonObject data) {}
