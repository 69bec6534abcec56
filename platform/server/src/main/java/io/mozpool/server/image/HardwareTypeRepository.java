package io.mozpool.server.image;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import io.mozpool.server.web.ApiException;
import java.util.List;
import java.util.Optional;

/** The hardware types. */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface HardwareTypeRepository extends CrudRepository<HardwareType, Integer> {

  Optional<HardwareType> findByTypeAndModel(String type, String model);

  List<HardwareType> findAllOrderByTypeAndModel();

  /**
   * The one of this name.
   *
   * @throws ApiException 404
   */
  default HardwareType named(String type, String model) {
    return findByTypeAndModel(type, model)
        .orElseThrow(() -> ApiException.unknown("hardware type", type + " " + model));
  }
}
