/** BMM: what is done to hardware, through the drivers of plugins. */
@NullMarked
package io.mozpool.server.hardware;

import org.jspecify.annotations.NullMarked;
