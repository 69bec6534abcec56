/** The logs of devices and requests. */
@NullMarked
package io.mozpool.server.journal;

import org.jspecify.annotations.NullMarked;
