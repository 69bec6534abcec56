/** The server's own output: lines of its log on a terminal or in a file. */
@NullMarked
package io.mozpool.server.output;

import org.jspecify.annotations.NullMarked;
