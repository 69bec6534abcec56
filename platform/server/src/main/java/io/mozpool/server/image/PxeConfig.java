package io.mozpool.server.image;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/**
 * What devices boot from the network. In the contents {@code %IPADDRESS%} stands for the server's
 * address and {@code %SERVER%} for its host and port.
 */
@MappedEntity("pxe_configs")
public record PxeConfig(
    @Id @GeneratedValue @Nullable Integer id,
    String name,
    @Nullable String description,
    @Nullable String contents,
    boolean active) {}
