/** The way of commands to the user's terminal. */
@NullMarked
package io.mozpool.cli.terminal;

import org.jspecify.annotations.NullMarked;
