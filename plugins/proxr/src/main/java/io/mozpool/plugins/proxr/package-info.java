/** Power by relay boards that speak ProXR over TCP: {@code proxr://host[:port]/bankB/relayR}. */
@NullMarked
package io.mozpool.plugins.proxr;

import org.jspecify.annotations.NullMarked;
