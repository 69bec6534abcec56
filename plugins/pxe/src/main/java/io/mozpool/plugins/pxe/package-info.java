/** Network boot of boards with PXELINUX, or with a boot loader that looks for the same files. */
@NullMarked
package io.mozpool.plugins.pxe;

import org.jspecify.annotations.NullMarked;
