/** Extension point: what boards of one kind have in common. */
@NullMarked
package io.mozpool.plugin.board;

import org.jspecify.annotations.NullMarked;
