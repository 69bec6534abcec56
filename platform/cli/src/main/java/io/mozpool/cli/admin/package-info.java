/** Commands about what the pool is made of: images, PXE configs, hardware types, plugins. */
@NullMarked
package io.mozpool.cli.admin;

import org.jspecify.annotations.NullMarked;
