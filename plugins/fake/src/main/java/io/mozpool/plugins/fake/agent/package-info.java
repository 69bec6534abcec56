/** The SUT agents that run on the boards. */
@NullMarked
package io.mozpool.plugins.fake.agent;

import org.jspecify.annotations.NullMarked;
