package io.mozpool.server.image;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.Pageable;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import io.mozpool.server.web.ApiException;
import java.util.List;
import java.util.Optional;

/** The PXE configs. */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface PxeConfigRepository extends CrudRepository<PxeConfig, Integer> {

  Optional<PxeConfig> findByName(String name);

  /** The first behind a name. */
  List<PxeConfig> findByNameGreaterThanOrderByName(String name, Pageable page);

  List<String> findNameOrderByName();

  List<String> findNameByActiveOrderByName(boolean active);

  /**
   * The one of this name.
   *
   * @throws ApiException 404
   */
  default PxeConfig named(String name) {
    return findByName(name).orElseThrow(() -> ApiException.unknown("PXE config", name));
  }
}
