/**
 * Devices from a YAML or CSV file that somebody keeps by hand. Hands err, so everything that is not
 * as expected stops the reading and is named with its line.
 */
@NullMarked
package io.mozpool.plugins.file;

import org.jspecify.annotations.NullMarked;
