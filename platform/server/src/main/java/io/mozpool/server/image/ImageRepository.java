package io.mozpool.server.image;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.CrudRepository;
import io.mozpool.server.web.ApiException;
import java.util.List;
import java.util.Optional;

/** The images. */
@JdbcRepository(dialect = Dialect.MYSQL)
public interface ImageRepository extends CrudRepository<Image, Integer> {

  Optional<Image> findByName(String name);

  List<Image> findByHiddenOrderById(boolean hidden);

  List<Image> findAllOrderByName();

  /**
   * The one of this name.
   *
   * @throws ApiException 404
   */
  default Image named(String name) {
    return findByName(name).orElseThrow(() -> ApiException.unknown("image", name));
  }

  /** Says by which PXE config boards of a type boot for an image, which nobody has said yet. */
  @Query(
      "insert into image_pxe_configs (image_id, hardware_type_id, pxe_config_id)"
          + " values (:image, :hardwareType, :pxeConfig)")
  void link(int image, int hardwareType, int pxeConfig);

  /**
   * Forgets by which PXE config boards of a type boot for an image.
   *
   * @return how many links there were
   */
  @Query(
      "delete from image_pxe_configs where image_id = :image and hardware_type_id = :hardwareType")
  int unlink(int image, int hardwareType);
}
