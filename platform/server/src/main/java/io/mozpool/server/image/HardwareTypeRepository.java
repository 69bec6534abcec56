package io.mozpool.server.image;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import java.util.Optional;

/** The hardware types. */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface HardwareTypeRepository extends CrudRepository<HardwareType, Integer> {

  Optional<HardwareType> findByTypeAndModel(String type, String model);
}
