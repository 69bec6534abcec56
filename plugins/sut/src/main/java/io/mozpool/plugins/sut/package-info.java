/** Talks to SUTAgent, the agent on Android boards, as mozdevice does. */
@NullMarked
package io.mozpool.plugins.sut;

import org.jspecify.annotations.NullMarked;
