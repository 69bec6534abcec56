/**
 * What a MozPool plugin is made of: devices, addresses, factories, deadlines and errors.
 *
 * <p>This package and those below it are all that a plugin may import of MozPool, and all that the
 * host shares with plugins beside PF4J, SLF4J and the JSpecify annotations. Public types follow
 * semantic versioning: the {@code Plugin-Requires} entry of a plugin's manifest is compared with
 * the API's version when the plugin is loaded. Everything here is stable since 1.0; interfaces grow
 * by default methods only.
 */
@NullMarked
package io.mozpool.plugin;

import org.jspecify.annotations.NullMarked;
