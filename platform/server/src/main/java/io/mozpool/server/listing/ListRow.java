package io.mozpool.server.listing;

/**
 * A row of a list.
 *
 * @param place where it stands in the order of the list
 * @param json the row as the API shows it, UTF-8
 */
public record ListRow<P>(P place, byte[] json) {}
