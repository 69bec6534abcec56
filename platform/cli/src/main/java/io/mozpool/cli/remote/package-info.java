/** What commands that talk to a server have in common. Nothing of a server is loaded here. */
@NullMarked
package io.mozpool.cli.remote;

import org.jspecify.annotations.NullMarked;
