package io.mozpool.host;

import io.mozpool.plugin.BootFile;
import io.mozpool.plugin.Device;
import io.mozpool.plugin.boot.BootLayout;
import io.mozpool.plugin.boot.BootProfile;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A layout whose faults are its own: a file that it cannot name is none, and others are asked. */
record KnownLayout(String name, Bound<BootLayout> layout, Prompt prompt) implements BootLayout {

  private static final Logger log = LoggerFactory.getLogger(KnownLayout.class);

  /**
   * Asks a plugin's layout for its name.
   *
   * @throws RefusedException where it has none
   */
  static BootLayout of(Bound<BootLayout> layout, Prompt prompt) {
    BootLayout plugin = layout.driver();
    return new KnownLayout(Answer.of(plugin, "name()").text(plugin.name()), layout, prompt);
  }

  @Override
  public Optional<String> deviceId(String requestedName) {
    return ask("deviceId()", () -> layout.driver().deviceId(requestedName));
  }

  @Override
  public Optional<BootFile> file(Device device, BootProfile profile, String requestedName) {
    return ask("file()", () -> layout.driver().file(device, profile, requestedName));
  }

  @Override
  public Optional<BootFile> fallback(String requestedName) {
    return ask("fallback()", () -> layout.driver().fallback(requestedName));
  }

  private <T> Optional<T> ask(String method, Callable<Optional<T>> question) {
    try {
      return prompt.call(
          layout,
          method + " of layout " + name,
          () -> Objects.requireNonNull(question.call(), "answered null"));
    } catch (PluginBugException e) {
      log.error("a boot file is not served by layout {}", name, e);
    } catch (IllegalArgumentException e) {
      log.error("a boot file is not served by layout {} of plugin {}", name, layout.pluginId(), e);
    }
    return Optional.empty();
  }
}
