/** The relay boards of the rack, which speak ProXr. */
@NullMarked
package io.mozpool.plugins.fake.relay;

import org.jspecify.annotations.NullMarked;
