/** The rack's event loop, and what boards fetch over it. */
@NullMarked
package io.mozpool.plugins.fake.net;

import org.jspecify.annotations.NullMarked;
