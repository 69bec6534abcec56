/** Asks by ICMP echo whether a device is on the network. */
@NullMarked
package io.mozpool.plugins.ping;

import org.jspecify.annotations.NullMarked;
