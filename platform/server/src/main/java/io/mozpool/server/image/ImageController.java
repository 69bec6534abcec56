package io.mozpool.server.image;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.mozpool.server.json.Json;
import io.mozpool.server.web.Answers;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Images and PXE configs. */
@Controller("/api")
@Tag(name = "Images")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ImageController {

  @Serdeable(naming = SnakeCaseStrategy.class)
  record ImageItem(
      @Nullable Integer id,
      String name,
      List<String> bootConfigKeys,
      boolean canReuse,
      boolean hidden,
      boolean hasSutAgent) {}

  private final ImageRepository images;
  private final PxeConfigRepository pxeConfigs;
  private final Json json;

  ImageController(ImageRepository images, PxeConfigRepository pxeConfigs, Json json) {
    this.images = images;
    this.pxeConfigs = pxeConfigs;
    this.json = json;
  }

  /**
   * Lists the images that are not hidden.
   *
   * @return the images, by id
   */
  @Get("/image/list")
  Map<String, List<ImageItem>> images() {
    return Map.of("images", images.findByHiddenOrderById(false).stream().map(this::item).toList());
  }

  /**
   * Lists PXE configs.
   *
   * @return their names, alphabetical; with `active_only` of those in use
   */
  @Get("/bmm/pxe_config/list")
  Map<String, List<String>> pxeConfigNames(@Nullable @QueryValue("active_only") String activeOnly) {
    return Map.of(
        "pxe_configs",
        activeOnly == null
            ? pxeConfigs.findNameOrderByName()
            : pxeConfigs.findNameByActiveOrderByName(true));
  }

  /**
   * All about a PXE config.
   *
   * @return the PXE config
   */
  @Get("/bmm/pxe_config/{name}/details")
  @Answers.NotFound
  Map<String, PxeConfigItem> pxeConfigDetails(String name) {
    return Map.of("details", PxeConfigItem.of(pxeConfigs.named(name)));
  }

  private ImageItem item(Image image) {
    return new ImageItem(
        image.id(),
        image.name(),
        json.texts(image.bootConfigKeys()),
        image.canReuse(),
        image.hidden(),
        image.hasSutAgent());
  }
}
