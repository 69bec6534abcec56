/** Commands that switch hardware by hand, without server and database. */
@NullMarked
package io.mozpool.cli.relay;

import org.jspecify.annotations.NullMarked;
