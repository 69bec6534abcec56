/** Requests that hold devices, for everybody who would do something to such a device. */
@NullMarked
package io.mozpool.server.hold;

import org.jspecify.annotations.NullMarked;
