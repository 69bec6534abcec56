/** The boards of the rack: what each does from power on to power off. */
@NullMarked
package io.mozpool.plugins.fake.board;

import org.jspecify.annotations.NullMarked;
