/** Devices as users name them: by wildcards, by filters, and many at a time. */
@NullMarked
package io.mozpool.cli.devices;

import org.jspecify.annotations.NullMarked;
