package io.mozpool.plugin.image;

import java.util.List;
import java.util.Map;
import org.pf4j.ExtensionPoint;

/**
 * Extension point: how images of one kind get onto a device. An image in the database names its
 * installer, so a new image needs no plugin. Called by the host on any thread; the methods answer
 * at once and always the same.
 *
 * @since 1.0
 */
public interface ImageInstaller extends ExtensionPoint {

  /** The installer's name, unique among installers. */
  String name();

  /** The stages in their order, at least one. */
  List<ImagingStage> stages();

  /** The event by which the last stage reports that the device restarts into the new image. */
  String finishedEvent();

  /**
   * Checks a boot configuration before a device is touched.
   *
   * @param bootConfig the image's keys with their values
   * @return what is wrong, a sentence each that names the key; empty where all is well
   */
  default List<String> check(Map<String, String> bootConfig) {
    return List.of();
  }
}
