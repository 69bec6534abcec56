/** Extension point: the agent that runs on a device. */
@NullMarked
package io.mozpool.plugin.agent;

import org.jspecify.annotations.NullMarked;
