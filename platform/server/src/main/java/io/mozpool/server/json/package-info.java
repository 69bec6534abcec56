/** JSON as the database and the API hold it. */
@NullMarked
package io.mozpool.server.json;

import org.jspecify.annotations.NullMarked;
