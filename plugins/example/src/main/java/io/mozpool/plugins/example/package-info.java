/** The smallest useful power plugin: plugs with the Tasmota firmware. */
@NullMarked
package io.mozpool.plugins.example;

import org.jspecify.annotations.NullMarked;
