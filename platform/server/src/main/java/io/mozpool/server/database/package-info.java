/** Plain SQL for the step and what belongs to it, and moments as the database holds them. */
@NullMarked
package io.mozpool.server.database;

import org.jspecify.annotations.NullMarked;
