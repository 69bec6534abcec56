/** Commands that run servers and racks in this process, and what they have in common. */
@NullMarked
package io.mozpool.cli.server;

import org.jspecify.annotations.NullMarked;
