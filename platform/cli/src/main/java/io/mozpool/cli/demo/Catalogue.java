package io.mozpool.cli.demo;

import io.mozpool.cli.server.RunningServer;
import io.mozpool.host.ConfigurationException;
import io.mozpool.server.cluster.ImagingServer;
import io.mozpool.server.database.Database;
import io.mozpool.server.image.HardwareType;
import io.mozpool.server.image.HardwareTypeRepository;
import io.mozpool.server.image.Image;
import io.mozpool.server.image.ImageRepository;
import io.mozpool.server.image.PxeConfig;
import io.mozpool.server.image.PxeConfigRepository;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What the demo has stored before the server opens: images and how fake boards boot for them. */
final class Catalogue {

  private static final HardwareType BOARD = new HardwareType(null, "panda", "ES Rev B2");

  private final HardwareTypeRepository hardwareTypes;
  private final ImageRepository images;
  private final PxeConfigRepository pxeConfigs;
  private final Database database;
  private final ImagingServer self;

  Catalogue(RunningServer server) {
    this.hardwareTypes = server.part(HardwareTypeRepository.class);
    this.images = server.part(ImageRepository.class);
    this.pxeConfigs = server.part(PxeConfigRepository.class);
    this.database = server.part(Database.class);
    this.self = server.part(ImagingServer.class);
  }

  /** Stores what is missing. */
  void fill() {
    int board =
        id(
            hardwareTypes
                .findByTypeAndModel(BOARD.type(), BOARD.model())
                .orElseGet(() -> hardwareTypes.save(BOARD))
                .id());
    add(board, "b2g", new Image(null, "b2g", "[\"b2gbase\"]", false, false, true, "b2g"));
    add(board, "android", new Image(null, "android", "[]", true, false, true, "android"));
    add(board, "selftest", new Image(null, "self-test", "[]", false, true, false, null));
    add(board, "maintenance", new Image(null, "maintenance", "[]", false, true, false, null));
  }

  /**
   * The server takes over what it has under another name: after a demo with another port the name,
   * which holds the port, is a new one.
   */
  void adopt() {
    for (String table : List.of("devices", "requests", "relay_boards")) {
      database.update("update " + table + " set imaging_server_id = ?", self.id());
    }
  }

  /**
   * Makes sure that there is such an image.
   *
   * @throws ConfigurationException where there is none
   */
  void require(String image) {
    TreeSet<String> names = new TreeSet<>();
    StreamSupport.stream(images.findAll().spliterator(), false)
        .map(Image::name)
        .forEach(names::add);
    if (!names.contains(image)) {
      throw new ConfigurationException(
          "--image: there is no image '%s', expected one of %s".formatted(image, names));
    }
  }

  private void add(int board, String stage, Image image) {
    int imageId = id(images.findByName(image.name()).orElseGet(() -> images.save(image)).id());
    String name = "fake-" + stage;
    int pxeConfig =
        id(
            pxeConfigs
                .findByName(name)
                .orElseGet(() -> pxeConfigs.save(pxeConfig(name, stage)))
                .id());
    boolean linked =
        database
            .first(
                row -> true,
                "select 1 from image_pxe_configs where image_id = ? and hardware_type_id = ?",
                imageId,
                board)
            .isPresent();
    if (!linked) {
      images.link(imageId, board, pxeConfig);
    }
  }

  private static PxeConfig pxeConfig(String name, String stage) {
    return new PxeConfig(
        null,
        name,
        "fake " + stage + " config",
        "mobile-imaging-url=http://%SERVER%/scripts/" + stage + "-second-stage.sh",
        true);
  }

  private static int id(@Nullable Integer stored) {
    return Objects.requireNonNull(stored);
  }
}
