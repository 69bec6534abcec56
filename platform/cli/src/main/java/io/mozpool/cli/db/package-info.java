/**
 * The commands about the database itself: its tables, fake boards in it, what another pool held.
 */
@NullMarked
package io.mozpool.cli.db;

import org.jspecify.annotations.NullMarked;
