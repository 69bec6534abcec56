/** Tells whether a board or its image is to blame where a board does not boot. */
@NullMarked
package io.mozpool.server.blame;

import org.jspecify.annotations.NullMarked;
