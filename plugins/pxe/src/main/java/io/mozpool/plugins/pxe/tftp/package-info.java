/**
 * A read-only TFTP server: RFC 1350 with the options of RFC 2347 to 2349 and 7440.
 *
 * <p>One event loop owns all conversations, so nothing here is locked. Files are looked up and
 * opened on a small pool of threads; the loop reads only what is open.
 */
@NullMarked
package io.mozpool.plugins.pxe.tftp;

import org.jspecify.annotations.NullMarked;
