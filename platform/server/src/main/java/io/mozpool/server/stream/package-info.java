/**
 * What changes in the pool, told as it happens: server-sent events for pages, scripts and peers.
 */
@NullMarked
package io.mozpool.server.stream;

import org.jspecify.annotations.NullMarked;
