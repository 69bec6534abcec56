/** The server: puts the rooms together, starts and stops them. */
@NullMarked
package io.mozpool.server;

import org.jspecify.annotations.NullMarked;
