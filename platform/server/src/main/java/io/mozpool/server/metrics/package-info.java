/** What the server measures, for Prometheus. */
@NullMarked
package io.mozpool.server.metrics;

import org.jspecify.annotations.NullMarked;
