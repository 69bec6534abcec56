/** What is told of it: a table, JSON, the machine. */
@NullMarked
package io.mozpool.bench.report;

import org.jspecify.annotations.NullMarked;
