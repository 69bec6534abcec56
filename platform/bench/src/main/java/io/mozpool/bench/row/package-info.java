/** What is measured, row by row of the table, and how. */
@NullMarked
package io.mozpool.bench.row;

import org.jspecify.annotations.NullMarked;
