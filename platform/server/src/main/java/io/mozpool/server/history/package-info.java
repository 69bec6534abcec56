/** What pages show of the past: how the pool was, how long requests took, what happened lately. */
@NullMarked
package io.mozpool.server.history;

import org.jspecify.annotations.NullMarked;
