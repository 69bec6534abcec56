/** Files that boards fetch while they run from the network: live boot scripts and images. */
@NullMarked
package io.mozpool.server.script;

import org.jspecify.annotations.NullMarked;
