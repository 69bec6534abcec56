/** A pool of fake boards that shows what MozPool does. */
@NullMarked
package io.mozpool.cli.demo;

import org.jspecify.annotations.NullMarked;
