/** Extension point: switching a device's power through relays, PDUs and the like. */
@NullMarked
package io.mozpool.plugin.power;

import org.jspecify.annotations.NullMarked;
