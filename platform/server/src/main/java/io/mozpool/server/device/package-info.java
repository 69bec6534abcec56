/** LifeGuard: devices, their machine, and what the API says of them. */
@NullMarked
package io.mozpool.server.device;

import org.jspecify.annotations.NullMarked;
