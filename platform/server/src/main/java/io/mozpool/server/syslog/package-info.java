/** The syslog listener: what devices say goes into their logs. */
@NullMarked
package io.mozpool.server.syslog;

import org.jspecify.annotations.NullMarked;
