/** Connections of clients: how many there are, and how long they may take. */
@NullMarked
package io.mozpool.server.connection;

import org.jspecify.annotations.NullMarked;
