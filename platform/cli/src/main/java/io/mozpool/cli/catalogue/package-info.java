/** The pool's catalogue as one file. */
@NullMarked
package io.mozpool.cli.catalogue;

import org.jspecify.annotations.NullMarked;
