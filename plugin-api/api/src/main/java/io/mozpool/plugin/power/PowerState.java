package io.mozpool.plugin.power;

/**
 * Whether an outlet feeds its device.
 *
 * @since 1.0
 */
public enum PowerState {
  /** The device has power, whatever the relay behind it is called in that position. */
  ON,
  /** The device has no power. */
  OFF,
  /** The controller cannot tell. */
  UNKNOWN
}
