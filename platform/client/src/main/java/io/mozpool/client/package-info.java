/** A client of the HTTP API. */
@NullMarked
package io.mozpool.client;

import org.jspecify.annotations.NullMarked;
