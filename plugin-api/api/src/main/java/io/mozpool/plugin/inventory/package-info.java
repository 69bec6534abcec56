/** Extension point: where the pool learns which devices there are. */
@NullMarked
package io.mozpool.plugin.inventory;

import org.jspecify.annotations.NullMarked;
