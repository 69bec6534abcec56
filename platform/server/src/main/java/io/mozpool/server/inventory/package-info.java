/** Inventory sync: the devices of the pool are those that its inventories name. */
@NullMarked
package io.mozpool.server.inventory;

import org.jspecify.annotations.NullMarked;
