/** The mozpool command. */
@NullMarked
package io.mozpool.cli;

import org.jspecify.annotations.NullMarked;
