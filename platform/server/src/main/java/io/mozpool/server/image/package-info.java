/** Images, hardware types and PXE configs: data, not code. */
@NullMarked
package io.mozpool.server.image;

import org.jspecify.annotations.NullMarked;
