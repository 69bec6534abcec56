/** What the API says of plugins. */
@NullMarked
package io.mozpool.server.plugin;

import org.jspecify.annotations.NullMarked;
