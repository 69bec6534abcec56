/**
 * A rack that is real on the wire: its settings, its inventory, its probe, and what it remembers.
 */
@NullMarked
package io.mozpool.plugins.fake;

import org.jspecify.annotations.NullMarked;
