/** What is deleted, and when. */
@NullMarked
package io.mozpool.server.retention;

import org.jspecify.annotations.NullMarked;
