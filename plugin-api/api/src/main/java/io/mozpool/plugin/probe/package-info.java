/** Extension point: asking whether a device is on the network. */
@NullMarked
package io.mozpool.plugin.probe;

import org.jspecify.annotations.NullMarked;
