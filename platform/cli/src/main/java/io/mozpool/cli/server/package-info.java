/** Commands that run until they are told to end, and what they have in common. */
@NullMarked
package io.mozpool.cli.server;

import org.jspecify.annotations.NullMarked;
