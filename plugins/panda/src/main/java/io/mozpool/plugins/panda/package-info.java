/** Panda boards. */
@NullMarked
package io.mozpool.plugins.panda;

import org.jspecify.annotations.NullMarked;
