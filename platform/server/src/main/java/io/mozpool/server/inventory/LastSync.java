package io.mozpool.server.inventory;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * The last sync of this server since its start, by command or by itself.
 *
 * @param ended the moment, in UTC
 * @param ending {@code done}, {@code rehearsed}, {@code stopped} or {@code nothing_read}
 * @param reasons sentences: why it was stopped, or nothing could be read
 * @param report what was done, or would have been
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record LastSync(String ended, String ending, List<String> reasons, SyncReport report) {}
