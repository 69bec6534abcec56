package io.mozpool.plugin;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a component of a settings record. A component without it, or without a default, must be
 * given, unless its type is {@link java.util.Optional}, {@link java.util.List} or {@link
 * java.util.Map}, which are then empty.
 *
 * @since 1.0
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Setting {

  /** The value of {@link #defaultValue()} that stands for none. */
  String NONE = "\u0000";

  /** One sentence for the operator, with the unit where there is one. */
  String value();

  /** The default, as it would be written in the configuration file. */
  String defaultValue() default NONE;

  /** Whether the value is masked wherever settings are shown. */
  boolean secret() default false;
}
