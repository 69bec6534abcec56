/** The imaging servers of the pool, and which of them this one is. */
@NullMarked
package io.mozpool.server.cluster;

import org.jspecify.annotations.NullMarked;
