/** Extension point: how an image gets onto a device. */
@NullMarked
package io.mozpool.plugin.image;

import org.jspecify.annotations.NullMarked;
