/** The bench command. */
@NullMarked
package io.mozpool.bench;

import org.jspecify.annotations.NullMarked;
