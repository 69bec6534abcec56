/** Finds plugins, binds their settings and keeps what they contribute. */
@NullMarked
package io.mozpool.host;

import org.jspecify.annotations.NullMarked;
