package io.mozpool.server.pages;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the pages are served.
 *
 * @param directory where their files are read from, for those who write pages; else they come out
 *     of a jar
 * @param inventoryLink the address of a device's page in the inventory, with {@code {name}}, {@code
 *     {id}} or {@code {fqdn}} in it
 */
public record PageSettings(Optional<Path> directory, Optional<String> inventoryLink) {}
