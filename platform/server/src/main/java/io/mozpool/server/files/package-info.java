/** Directories whose files boards fetch, by TFTP or HTTP: one rule for names and links. */
@NullMarked
package io.mozpool.server.files;

import org.jspecify.annotations.NullMarked;
