package io.mozpool.lifecycle.device;

import static java.time.Duration.ofSeconds;

import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.image.ImagingStage;
import java.util.List;

/** The installers of the contract, and such as a test makes up. */
public record Installers(String name, List<ImagingStage> stages, String finishedEvent)
    implements ImageInstaller {

  public static final List<Installers> ALL =
      List.of(
          new Installers(
              "android",
              List.of(
                  new ImagingStage("android_downloading", ofSeconds(180), 3, false),
                  new ImagingStage("android_extracting", ofSeconds(600), 10, true)),
              "android_rebooting"),
          new Installers(
              "b2g",
              List.of(
                  new ImagingStage("b2g_downloading", ofSeconds(180), 3, false),
                  new ImagingStage("b2g_extracting", ofSeconds(300), 10, true)),
              "b2g_rebooting"));

  static Installers withStages(String name, String... stages) {
    return new Installers(
        name,
        List.of(stages).stream()
            .map(stage -> new ImagingStage(stage, ofSeconds(1), 0, false))
            .toList(),
        name + "_done");
  }
}
