package io.mozpool.host;

import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.image.ImagingStage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an installer said of itself at the start; only boot configurations are shown to it later.
 */
record KnownInstaller(
    String name,
    List<ImagingStage> stages,
    String finishedEvent,
    Bound<ImageInstaller> installer,
    Prompt prompt)
    implements ImageInstaller {

  /**
   * Asks a plugin's installer.
   *
   * @throws RefusedException where something of it is missing
   */
  static ImageInstaller of(Bound<ImageInstaller> installer, Prompt prompt) {
    ImageInstaller plugin = installer.driver();
    return new KnownInstaller(
        Answer.of(plugin, "name()").text(plugin.name()),
        stages(plugin),
        Answer.of(plugin, "finishedEvent()").text(plugin.finishedEvent()),
        installer,
        prompt);
  }

  @Override
  public List<String> check(Map<String, String> bootConfig) {
    return prompt.call(
        installer,
        "check() of installer " + name,
        () -> List.copyOf(installer.driver().check(Map.copyOf(bootConfig))));
  }

  private static List<ImagingStage> stages(ImageInstaller plugin) {
    Answer answer = Answer.of(plugin, "stages()");
    List<ImagingStage> stages = new ArrayList<>(answer.there(plugin.stages()));
    Set<String> names = new HashSet<>();
    for (ImagingStage stage : stages) {
      if (stage == null || !names.add(stage.name())) {
        throw answer.expected("stages of different names", String.valueOf(stage));
      }
    }
    if (stages.isEmpty()) {
      throw answer.expected("one stage or more", "none");
    }
    return List.copyOf(stages);
  }
}
