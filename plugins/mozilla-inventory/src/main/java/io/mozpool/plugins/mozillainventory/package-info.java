/**
 * Devices from Mozilla's inventory.
 *
 * <p>One export names all systems with their key-value store and their static registrations; their
 * status and their model are numbers in it, which are looked up one by one.
 */
@NullMarked
package io.mozpool.plugins.mozillainventory;

import org.jspecify.annotations.NullMarked;
