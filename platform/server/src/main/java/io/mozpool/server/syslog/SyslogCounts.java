package io.mozpool.server.syslog;

import io.micronaut.serde.annotation.Serdeable;

/**
 * What became of the lines since the start.
 *
 * @param received all of them
 * @param stored those in the logs of devices, or on the way there
 * @param unknown those of senders that are no devices
 * @param dropped those that were too many
 */
@Serdeable
public record SyslogCounts(long received, long stored, long unknown, long dropped) {}
