package io.mozpool.server.blame;

/** An image as devices of a hardware type boot it, both by their rows. */
public record ImageOnType(long image, long hardwareType) {}
