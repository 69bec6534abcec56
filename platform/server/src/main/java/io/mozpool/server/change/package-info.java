/** What changes in the pool, noted by whoever changes it. */
@NullMarked
package io.mozpool.server.change;

import org.jspecify.annotations.NullMarked;
