/** A load of HTTP clients on one thread. */
@NullMarked
package io.mozpool.bench.load;

import org.jspecify.annotations.NullMarked;
