package io.mozpool.host;

import io.mozpool.plugin.Setting;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of a piece of configuration and notes all that is wrong with it. Used for one
 * record.
 *
 * <p>A method that answers null has noted a problem.
 */
final class RecordBinder {

  /** The end of a problem's sentence that quotes what is there. */
  private static final Pattern QUOTED = Pattern.compile(", not '.*", Pattern.DOTALL);

  private final Variables variables;
  private final Scalars scalars;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> secrets = new LinkedHashSet<>();

  RecordBinder(Variables variables, Path directory) {
    this(variables, new Scalars(directory));
  }

  private RecordBinder(Variables variables, Scalars scalars) {
    this.variables = variables;
    this.scalars = scalars;
  }

  /**
   * @param key the full key of the record
   * @param node what the configuration has there
   * @param othersKeys keys that are not the record's and no mistake either
   * @throws ConfigurationException with all problems
   */
  <R extends Record> R bind(String key, Object node, Class<R> type, Set<String> othersKeys) {
    R bound = record(key, node, type, othersKeys);
    if (bound == null || !problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return bound;
  }

  private <R extends Record> @Nullable R record(
      String key, Object node, Class<R> type, Set<String> othersKeys) {
    List<SettingKey> keys = SettingKey.of(type);
    List<String> names = keys.stream().map(SettingKey::name).toList();
    if (!(node instanceof Map<?, ?> map)) {
      return problem(key, "expected the keys " + names + ", not " + quote(node));
    }
    Map<String, @Nullable Object> given = PlainYaml.textKeys(map);
    Set<String> known =
        new LinkedHashSet<>(othersKeys); // first: records that share keys say the same
    known.addAll(names);
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        problem(key + "." + name, "unknown key, expected one of " + known);
      }
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (SettingKey component : keys) {
      values.add(component(key + "." + component.name(), component, given));
    }
    return values.contains(null) ? null : construct(key, type, values.toArray());
  }

  private @Nullable Object component(
      String key, SettingKey component, Map<String, @Nullable Object> given) {
    Type type = component.component().getGenericType();
    Object node = given.get(component.name());
    if (node == null) {
      node = component.defaultValue().map(text -> defaultNode(text, type)).orElse(null);
    }
    boolean secret = component.setting().filter(Setting::secret).isPresent();
    return secret && node != null ? secret(key, node, type) : valueOrNone(key, node, type);
  }

  /** Says what is wrong with a secret without showing it. */
  private @Nullable Object secret(String key, Object node, Type type) {
    RecordBinder binder = new RecordBinder(variables, scalars);
    Object value = binder.valueOrNone(key, node, type);
    for (String problem : binder.problems) {
      problems.add(QUOTED.matcher(problem).replaceAll("") + "; its value is secret and not shown");
    }
    Object bare =
        value instanceof Optional<?> some ? some.map(Object.class::cast).orElse("") : value;
    secrets.add(String.valueOf(bare));
    return value;
  }

  private static @Nullable Object defaultNode(String text, Type type) {
    Class<?> raw = raw(type);
    return raw == List.class || raw == Map.class ? PlainYaml.read(text) : text;
  }

  private @Nullable Object valueOrNone(String key, @Nullable Object node, Type type) {
    if (node != null) {
      return value(key, node, type);
    }
    Class<?> raw = raw(type);
    if (raw == Optional.class) {
      return Optional.empty();
    } else if (raw == List.class) {
      return List.of();
    } else if (raw == Map.class || raw.isRecord()) {
      return value(key, Map.of(), type);
    }
    return problem(key, "missing, expected " + scalars.expected(raw));
  }

  private @Nullable Object value(String key, Object node, Type type) {
    if (node instanceof Map || node instanceof List) {
      return valueOf(key, node, type);
    }
    try {
      return valueOf(key, variables.replaceIn(node.toString()), type);
    } catch (IllegalArgumentException e) {
      return problem(key, e.getMessage());
    }
  }

  private @Nullable Object valueOf(String key, Object node, Type type) {
    Class<?> raw = raw(type);
    if (raw == Optional.class) {
      return optional(key, node, argument(type, 0));
    } else if (raw == List.class) {
      return list(key, node, argument(type, 0));
    } else if (raw == Map.class) {
      return map(key, node, argument(type, 1));
    } else if (raw.isRecord()) {
      return record(key, node, raw.asSubclass(Record.class), Set.of());
    } else if (node instanceof String text) {
      return scalars.read(text, raw);
    }
    return problem(key, "expected " + scalars.expected(raw) + ", not " + quote(node));
  }

  /** An empty text counts as none, so that {@code ${NAME:}} can leave a value out. */
  private @Nullable Object optional(String key, Object node, Type type) {
    if (node.equals("")) {
      return Optional.empty();
    }
    Object value = valueOf(key, node, type);
    return value == null ? null : Optional.of(value);
  }

  private @Nullable Object list(String key, Object node, Type type) {
    if (!(node instanceof List<?> items)) {
      return problem(key, "expected a list, not " + quote(node));
    }
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      values.add(valueOrNone(key + "[" + i + "]", items.get(i), type));
    }
    return values.contains(null) ? null : Collections.unmodifiableList(values);
  }

  private @Nullable Object map(String key, Object node, Type type) {
    if (!(node instanceof Map<?, ?> entries)) {
      return problem(key, "expected keys with values, not " + quote(node));
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    PlainYaml.textKeys(entries)
        .forEach((name, item) -> values.put(name, valueOrNone(key + "." + name, item, type)));
    return values.containsValue(null) ? null : Collections.unmodifiableMap(values);
  }

  private <R extends Record> @Nullable R construct(
      String key, Class<R> type, @Nullable Object[] values) {
    Class<?>[] types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Constructor<R> canonical = type.getDeclaredConstructor(types);
      canonical.setAccessible(true);
      return canonical.newInstance(values);
    } catch (InvocationTargetException e) {
      Throwable refusal = ThrownByPlugin.harmless(e);
      if (e.getTargetException() instanceof Error) {
        throw new RefusedException("its settings cannot be made: " + refusal);
      }
      String message = refusal.getMessage();
      return problem(key, message == null ? refusal.toString() : message);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no " + type + " can be made", e);
    }
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // null is of any type
  private <T> @Nullable T problem(String key, @Nullable String text) {
    String shown = String.valueOf(text);
    for (String secret : secrets) {
      shown = secret.isEmpty() ? shown : shown.replace(secret, "***");
    }
    problems.add(key + ": " + shown);
    return null;
  }

  /** Lists and maps are not shown: there may be a password in them. */
  private static String quote(Object node) {
    if (node instanceof Map) {
      return "keys below it";
    }
    return node instanceof List ? "a list" : "'" + node + "'";
  }

  private static Class<?> raw(Type type) {
    if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    }
    if (type instanceof Class<?> plain) {
      return plain;
    }
    throw new IllegalArgumentException("settings cannot be of type " + type);
  }

  private static Type argument(Type type, int index) {
    if (type instanceof ParameterizedType generic) {
      return generic.getActualTypeArguments()[index];
    }
    throw new IllegalArgumentException("settings cannot be of the raw type " + type);
  }
}
