/** State machines as tables: a pure function from where a machine stands to what is done next. */
@NullMarked
package io.mozpool.lifecycle;

import org.jspecify.annotations.NullMarked;
