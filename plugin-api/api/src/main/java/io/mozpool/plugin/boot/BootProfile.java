package io.mozpool.plugin.boot;

/**
 * What a device is armed to boot: a PXE config of the pool.
 *
 * @param name the config's name
 * @param contents the config's text, with the server's addresses filled in
 * @since 1.0
 */
public record BootProfile(String name, String contents) {}
