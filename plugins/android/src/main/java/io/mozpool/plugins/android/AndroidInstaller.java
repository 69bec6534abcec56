package io.mozpool.plugins.android;

import io.mozpool.plugin.image.ImageInstaller;
import io.mozpool.plugin.image.ImagingStage;
import java.time.Duration;
import java.util.List;
import org.pf4j.Extension;

/** The live image fetches an Android and unpacks it onto the board's card; needs no boot config. */
@Extension
public final class AndroidInstaller implements ImageInstaller {

  @Override
  public String name() {
    return "android";
  }

  @Override
  public List<ImagingStage> stages() {
    return List.of(
        new ImagingStage("android_downloading", Duration.ofSeconds(180), 3, false),
        new ImagingStage("android_extracting", Duration.ofSeconds(600), 10, true));
  }

  @Override
  public String finishedEvent() {
    return "android_rebooting";
  }
}
