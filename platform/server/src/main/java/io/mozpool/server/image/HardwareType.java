package io.mozpool.server.image;

import io.micronaut.data.annotation.GeneratedValue;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/** A kind of hardware: the board type's name, and the model of it. */
@MappedEntity("hardware_types")
public record HardwareType(@Id @GeneratedValue @Nullable Integer id, String type, String model) {}
