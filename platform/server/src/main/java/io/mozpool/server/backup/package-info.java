/** Copies of the embedded database, while it is in use. */
@NullMarked
package io.mozpool.server.backup;

import org.jspecify.annotations.NullMarked;
