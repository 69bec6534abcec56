/** How B2G gets onto a board. */
@NullMarked
package io.mozpool.plugins.b2g;

import org.jspecify.annotations.NullMarked;
