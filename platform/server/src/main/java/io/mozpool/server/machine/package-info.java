/** The step: ask the table, store, commit, run effects; and what is due. */
@NullMarked
package io.mozpool.server.machine;

import org.jspecify.annotations.NullMarked;
