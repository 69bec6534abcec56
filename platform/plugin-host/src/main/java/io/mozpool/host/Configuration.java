package io.mozpool.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The configuration file, as written: keys are not folded, and {@code ${NAME}} and {@code
 * ${NAME:default}} in a value stand for environment variables, which are looked up when the value
 * is bound. Immutable.
 *
 * <p>Keys are given with dots: {@code mozpool.plugins.settings.proxr}. A key of the file may hold
 * dots itself.
 */
public final class Configuration {

  private final Map<String, @Nullable Object> root;
  private final Variables variables;
  private final Path directory;

  private Configuration(Map<String, @Nullable Object> root, Variables variables, Path directory) {
    this.root = root;
    this.variables = variables;
    this.directory = directory;
  }

  /**
   * Reads a YAML file; variables are those of the process.
   *
   * @throws ConfigurationException where it cannot be read
   */
  public static Configuration load(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Path directory = Optional.ofNullable(absolute.getParent()).orElse(absolute);
    return new Configuration(tree(absolute, text(absolute)), Variables.ofEnvironment(), directory);
  }

  /**
   * A configuration that is made on the spot; relative paths in it are relative to the working
   * directory.
   *
   * @param root maps, lists and values; a value is taken as the text it prints as
   * @param variables the value of a variable by its name
   */
  public static Configuration of(
      Map<String, Object> root, Function<String, Optional<String>> variables) {
    return new Configuration(PlainYaml.textKeys(root), new Variables(variables), Path.of(""));
  }

  /**
   * Binds the keys below a prefix to a record's components, whose names are the keys in kebab case;
   * see {@link io.mozpool.plugin.Setting} for descriptions and defaults.
   *
   * @throws ConfigurationException where a key is unknown or missing, or a value not what its
   *     component expects; names all of them
   */
  public <R extends Record> R bind(String prefix, Class<R> type) {
    return bind(prefix, type, Set.of());
  }

  /** As {@link #bind(String, Class)}, where some more keys are meant for somebody else. */
  public <R extends Record> R bind(String prefix, Class<R> type, Set<String> othersKeys) {
    Object node = find(root, prefix);
    return new RecordBinder(variables, directory)
        .bind(prefix, node == null ? Map.of() : node, type, othersKeys);
  }

  /** A copy in which one key has another value: for options of the command line. */
  public Configuration with(String key, Object value) {
    return new Configuration(with(root, key, value), variables, directory);
  }

  /**
   * The keys directly below a prefix, in the order of the file; the topmost ones below {@code ""}.
   *
   * @throws ConfigurationException where there is a single value instead
   */
  public Set<String> keys(String prefix) {
    Object node = find(root, prefix);
    if (node == null) {
      return Set.of();
    }
    if (node instanceof Map<?, ?> map) {
      return new LinkedHashSet<>(PlainYaml.textKeys(map).keySet());
    }
    throw new ConfigurationException(prefix + ": expected keys below it, not '" + node + "'");
  }

  /** What relative paths in the file are relative to: the directory that it is in. */
  public Path directory() {
    return directory;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigurationException("there is no configuration file " + file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "cannot read the configuration file " + file + ": " + FileReason.of(e));
    }
  }

  private static Map<String, @Nullable Object> tree(Path file, String text) {
    try {
      Object root = PlainYaml.read(text);
      if (root == null) {
        return Map.of();
      }
      if (root instanceof Map<?, ?> map) {
        return PlainYaml.textKeys(map);
      }
      throw new ConfigurationException(file + ": expected keys, not '" + root + "'");
    } catch (YAMLException e) {
      throw new ConfigurationException(file + " is not valid YAML: " + e.getMessage());
    }
  }

  private static @Nullable Object find(Object node, String key) {
    if (key.isEmpty() || !(node instanceof Map<?, ?> map)) {
      return key.isEmpty() ? node : null;
    }
    Object whole = map.get(key);
    for (int dot = key.indexOf('.'); whole == null && dot > 0; dot = key.indexOf('.', dot + 1)) {
      Object child = map.get(key.substring(0, dot));
      whole = child == null ? null : find(child, key.substring(dot + 1));
    }
    return whole;
  }

  private static Map<String, @Nullable Object> with(Map<?, ?> node, String key, Object value) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(PlainYaml.textKeys(node));
    int dot = key.indexOf('.');
    if (dot < 0 || copy.containsKey(key)) {
      copy.put(key, value);
    } else {
      String first = key.substring(0, dot);
      Map<?, ?> child = copy.get(first) instanceof Map<?, ?> map ? map : Map.of();
      copy.put(first, with(child, key.substring(dot + 1), value));
    }
    return copy;
  }
}
