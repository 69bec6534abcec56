package io.mozpool.server.image;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * What can be put onto devices.
 *
 * @param bootConfigKeys JSON array of the keys that a request must give
 * @param canReuse whether a device that holds it already need not be imaged again
 * @param hidden whether lists leave it out
 * @param hasSutAgent whether devices with it run an agent
 * @param installer the plugin's installer that puts it onto a device; null where it only boots
 */
@MappedEntity("images")
public record Image(
    @Id @GeneratedValue @Nullable Integer id,
    String name,
    @Nullable String bootConfigKeys,
    boolean canReuse,
    boolean hidden,
    boolean hasSutAgent,
    @Nullable String installer) {}
