/** LifeGuard's table: the life of a device. */
@NullMarked
package io.mozpool.lifecycle.device;

import org.jspecify.annotations.NullMarked;
