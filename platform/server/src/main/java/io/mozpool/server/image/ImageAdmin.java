package io.mozpool.server.image;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.mozpool.host.Registry;
import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.server.database.Database;
import io.mozpool.server.json.Json;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows and changes images, each with its links. */
@Singleton
final class ImageAdmin {

  /** By which PXE config boards of a hardware type boot for an image. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Link(String type, String model, String pxeConfig) {}

  /** An image with all that belongs to it. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record Item(
      String name,
      List<String> bootConfigKeys,
      boolean canReuse,
      boolean hidden,
      boolean hasSutAgent,
      @Nullable String installer,
      List<Link> links) {}

  private record ImageLink(int image, Link link) {

    static ImageLink read(ResultSet row) throws SQLException {
      return new ImageLink(
          row.getInt("image_id"),
          new Link(row.getString("type"), row.getString("model"), row.getString("pxe_config")));
    }
  }

  private static final String KEYS = "boot_config_keys";

  private static final String LINKS =
      "select x.image_id, t.type, t.model, p.name as pxe_config from image_pxe_configs x"
          + " join hardware_types t on t.id = x.hardware_type_id"
          + " join pxe_configs p on p.id = x.pxe_config_id order by t.type, t.model";

  private static final String RELINK =
      "update image_pxe_configs set pxe_config_id = ? where image_id = ? and hardware_type_id = ?";

  private static final String HOLDERS =
      "select name from devices where image_id = ? or next_image_id = ? order by name";

  private final ImageRepository images;
  private final HardwareTypeRepository hardwareTypes;
  private final PxeConfigRepository pxeConfigs;
  private final Database database;
  private final Uses uses;
  private final Set<String> installers;
  private final Json json;

  ImageAdmin(
      ImageRepository images,
      HardwareTypeRepository hardwareTypes,
      PxeConfigRepository pxeConfigs,
      Database database,
      Uses uses,
      Registry registry,
      Json json) {
    this.images = images;
    this.hardwareTypes = hardwareTypes;
    this.pxeConfigs = pxeConfigs;
    this.database = database;
    this.uses = uses;
    this.installers =
        registry.installers().stream().map(ImageInstaller::name).collect(Collectors.toSet());
    this.json = json;
  }

  List<Item> all() {
    Map<Integer, List<Link>> links = links();
    return images.findAllOrderByName().stream().map(image -> item(image, links)).toList();
  }

  Item one(String name) {
    return item(images.named(name), links());
  }

  /** Whether the image is a new one. */
  boolean put(String name, JsonBody body) {
    Optional<Image> stored = images.findByName(name);
    Image wanted =
        new Image(
            stored.map(Image::id).orElse(null),
            JsonBody.pathName("name", name),
            JsonBody.within(KEYS, json.text(body.texts(KEYS)), TextLimit.BOOT_CONFIG_KEYS),
            body.flag("can_reuse"),
            body.flag("hidden"),
            body.flag("has_sut_agent"),
            body.nameOrNull("installer").map(this::installer).orElse(null));
    if (stored.isPresent()) {
      images.update(wanted);
    } else {
      images.save(wanted);
    }
    return stored.isEmpty();
  }

  /** Its links go with it. */
  void delete(String name) {
    int id = id(images.named(name));
    String what = "image '" + name + "'";
    uses.refuse(what, "devices", HOLDERS, id, id);
    uses.refuse(what, "requests", "select id from requests where image_id = ? order by id", id);
    images.deleteById(id);
  }

  /** Whether the link is a new one. */
  boolean link(String image, String type, String model, String pxeConfig) {
    int imageId = id(images.named(image));
    int hardwareType = id(hardwareTypes.named(type, model));
    int config = Objects.requireNonNull(pxeConfigs.named(pxeConfig).id());
    boolean relinked = database.update(RELINK, config, imageId, hardwareType) > 0;
    if (!relinked) {
      images.link(imageId, hardwareType, config);
    }
    return !relinked;
  }

  /** Whether there was such a link. */
  boolean unlink(String image, String type, String model) {
    return images.unlink(id(images.named(image)), id(hardwareTypes.named(type, model))) > 0;
  }

  private String installer(String name) {
    if (!installers.contains(name)) {
      throw ApiException.bad("installer", "'" + name + "'", "one of " + new TreeSet<>(installers));
    }
    return name;
  }

  private Map<Integer, List<Link>> links() {
    return database.all(ImageLink::read, LINKS).stream()
        .collect(
            Collectors.groupingBy(
                ImageLink::image, Collectors.mapping(ImageLink::link, Collectors.toList())));
  }

  private Item item(Image image, Map<Integer, List<Link>> links) {
    return new Item(
        image.name(),
        json.texts(image.bootConfigKeys()),
        image.canReuse(),
        image.hidden(),
        image.hasSutAgent(),
        image.installer(),
        links.getOrDefault(id(image), List.of()));
  }

  private static int id(Image stored) {
    return Objects.requireNonNull(stored.id());
  }

  private static int id(HardwareType stored) {
    return Objects.requireNonNull(stored.id());
  }
}
