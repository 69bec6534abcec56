package io.mozpool.host;

/**
 * What a plugin contributes to one extension point.
 *
 * @param point the extension point
 * @param name the name that it goes by there; the scheme, of a driver
 * @param made what the factory made, or the extension itself where the point has no factory
 */
public record Contribution(Class<?> point, String name, Bound<?> made) {}
