/** Reports for those who look after the pool. */
@NullMarked
package io.mozpool.server.report;

import org.jspecify.annotations.NullMarked;
