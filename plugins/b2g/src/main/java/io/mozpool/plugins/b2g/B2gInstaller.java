package io.mozpool.plugins.b2g;

import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.image.ImagingStage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pf4j.Extension;

/** The live image fetches a build of B2G and unpacks it onto the board's card. */
@Extension
public final class B2gInstaller implements ImageInstaller {

  private static final String BASE = "b2gbase";

  @Override
  public String name() {
    return "b2g";
  }

  @Override
  public List<ImagingStage> stages() {
    return List.of(
        new ImagingStage("b2g_downloading", Duration.ofSeconds(180), 3, false),
        new ImagingStage("b2g_extracting", Duration.ofSeconds(300), 10, true));
  }

  @Override
  public String finishedEvent() {
    return "b2g_rebooting";
  }

  /** What the base looks like is between the client and the live image: it only must be there. */
  @Override
  public List<String> check(Map<String, String> bootConfig) {
    String base = bootConfig.getOrDefault(BASE, "");
    return base.isBlank()
        ? List.of(BASE + ": expected the URL of the directory of a build, not '" + base + "'")
        : List.of();
  }
}
