/** Lists of any length, read from the database page by page as their readers take them. */
@NullMarked
package io.mozpool.server.listing;

import org.jspecify.annotations.NullMarked;
