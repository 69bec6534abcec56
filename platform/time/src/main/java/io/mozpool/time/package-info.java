/** Time, delays, chance and threads: the only room that asks the JDK for them. */
@NullMarked
package io.mozpool.time;

import org.jspecify.annotations.NullMarked;
