/** Guards the calls to drivers: one at a time for each controller, each with a deadline. */
@NullMarked
package io.mozpool.host.call;

import org.jspecify.annotations.NullMarked;
