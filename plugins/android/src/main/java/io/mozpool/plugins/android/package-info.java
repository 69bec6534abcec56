/** How Android gets onto a board. */
@NullMarked
package io.mozpool.plugins.android;

import org.jspecify.annotations.NullMarked;
