/** Extension points: servers that devices boot from, and what they find there. */
@NullMarked
package io.mozpool.plugin.boot;

import org.jspecify.annotations.NullMarked;
