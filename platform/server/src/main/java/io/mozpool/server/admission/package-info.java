/** Calls that are let in: by the name they give this server, and by the page that makes them. */
@NullMarked
package io.mozpool.server.admission;

import org.jspecify.annotations.NullMarked;
