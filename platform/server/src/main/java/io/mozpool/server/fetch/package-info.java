/** The files that devices fetch from the server, for their logs. */
@NullMarked
package io.mozpool.server.fetch;

import org.jspecify.annotations.NullMarked;
