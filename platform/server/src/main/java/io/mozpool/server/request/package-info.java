/** MozPool: requests, their machine, the matcher, and what the API says of them. */
@NullMarked
package io.mozpool.server.request;

import org.jspecify.annotations.NullMarked;
