package io.mozpool.plugin.board;

import java.util.Map;
import org.pf4j.ExtensionPoint;

/**
 * Extension point: what boards of one kind have in common. Called once per start.
 *
 * @since 1.0
 */
public interface BoardType extends ExtensionPoint {

  /** The name, unique among board types: the {@code type} of the hardware types of such boards. */
  String name();

  /**
   * The addresses that devices of this kind have unless they state their own, by facet ({@code
   * power}, {@code agent}, {@code probe}, {@code console}). {@code {name}}, {@code {fqdn}}, {@code
   * {mac}}, {@code {serial}} and {@code {attribute}} of any attribute are replaced by the device's
   * own: {@code sut://{fqdn}:20701}.
   */
  Map<String, String> addressTemplates();
}
