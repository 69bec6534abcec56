/** Cards for boards that have none yet, or a broken one. */
@NullMarked
package io.mozpool.cli.preseed;

import org.jspecify.annotations.NullMarked;
