/** Commands about devices and requests. */
@NullMarked
package io.mozpool.cli.pool;

import org.jspecify.annotations.NullMarked;
