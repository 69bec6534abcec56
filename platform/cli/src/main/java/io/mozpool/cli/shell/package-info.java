/** Files for shells and for man, written from the commands. */
@NullMarked
package io.mozpool.cli.shell;

import org.jspecify.annotations.NullMarked;
