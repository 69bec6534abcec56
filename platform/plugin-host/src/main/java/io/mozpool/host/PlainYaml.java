package io.mozpool.host;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML as it is written: every value is a text, so that {@code 12:34:56:07:08:09} stays a MAC
 * address and {@code off} a word. What a text means is decided by the record it is bound to.
 */
public final class PlainYaml {

  private PlainYaml() {}

  /**
   * The document as maps, lists, texts and nulls; null where it is empty.
   *
   * @throws YAMLException where it is no YAML, a key is given twice or a value does not fit its tag
   */
  public static @Nullable Object read(String text) {
    LoaderOptions loading = new LoaderOptions();
    loading.setAllowDuplicateKeys(false);
    DumperOptions dumping = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(loading),
            new Representer(dumping),
            dumping,
            loading,
            new TextsOnly());
    try {
      return yaml.load(text);
    } catch (IllegalArgumentException e) { // what "!!int x" comes to
      throw new YAMLException("a value does not fit its tag: " + e.getMessage(), e);
    }
  }

  /** A copy of a map with its keys as texts, in their order. */
  static Map<String, @Nullable Object> textKeys(Map<?, ?> map) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    return copy;
  }

  private static final class TextsOnly extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
