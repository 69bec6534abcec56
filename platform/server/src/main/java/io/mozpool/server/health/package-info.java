/** Whether the pool works, for whoever watches it. */
@NullMarked
package io.mozpool.server.health;

import org.jspecify.annotations.NullMarked;
