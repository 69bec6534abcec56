/** Names of devices, and how they are compared. */
@NullMarked
package io.mozpool.server.name;

import org.jspecify.annotations.NullMarked;
