/** A client of the HTTP API: {@link io.mozpool.client.MozpoolClient} is where to begin. */
@NullMarked
package io.mozpool.client;

import org.jspecify.annotations.NullMarked;
