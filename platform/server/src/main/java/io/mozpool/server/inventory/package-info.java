/** Bringing what inventories say into the pool. */
@NullMarked
package io.mozpool.server.inventory;

import org.jspecify.annotations.NullMarked;
