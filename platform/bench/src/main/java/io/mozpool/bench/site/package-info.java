/** What is measured: a database, servers and racks as processes of their own. */
@NullMarked
package io.mozpool.bench.site;

import org.jspecify.annotations.NullMarked;
