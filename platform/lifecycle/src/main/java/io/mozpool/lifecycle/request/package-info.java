/** MozPool's table: the life of a request for a device. */
@NullMarked
package io.mozpool.lifecycle.request;

import org.jspecify.annotations.NullMarked;
