package io.mozpool.plugins.file;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The list {@code devices} of a YAML file. Values are taken as they are written, so that {@code
 * 12:34:56:07:08:09} stays a MAC address and {@code 0042} a serial number.
 */
final class YamlRows {

  private YamlRows() {}

  static List<Row> read(String text) throws BadFileException {
    Map<String, Node> root = mapping(parse(text), "a key 'devices'");
    Node devices = root.get("devices");
    if (devices == null || root.size() > 1) {
      throw new BadFileException("expected the key 'devices' and no other, got " + root.keySet());
    }
    List<Row> rows = new ArrayList<>();
    for (Node device : sequence(devices)) {
      Map<String, String> values = new LinkedHashMap<>();
      addValues("", mapping(device, "the keys of a device"), values);
      rows.add(new Row(line(device), values));
    }
    return rows;
  }

  private static Node parse(String text) throws BadFileException {
    try {
      LoaderOptions options = new LoaderOptions();
      options.setCodePointLimit(Integer.MAX_VALUE); // the size of the file is limited
      Node root = new Yaml(options).compose(new StringReader(text));
      if (root == null) {
        throw new BadFileException("expected a key 'devices', the file is empty");
      }
      return root;
    } catch (MarkedYAMLException e) {
      throw new BadFileException(e.getProblemMark().getLine() + 1, "no YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw new BadFileException("no YAML: " + e.getMessage());
    }
  }

  private static void addValues(
      String prefix, Map<String, Node> mapping, Map<String, String> values)
      throws BadFileException {
    for (Map.Entry<String, Node> entry : mapping.entrySet()) {
      if (prefix.isEmpty() && entry.getKey().equals("attributes")) {
        addValues("attributes.", mapping(entry.getValue(), "names with values"), values);
      } else {
        values.put(prefix + entry.getKey(), scalar(entry.getValue(), "a value"));
      }
    }
  }

  private static Map<String, Node> mapping(Node node, String expected) throws BadFileException {
    if (!(node instanceof MappingNode mapping)) {
      throw unexpected(expected, node);
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : mapping.getValue()) {
      String key = scalar(tuple.getKeyNode(), "a key");
      if (entries.put(key, tuple.getValueNode()) != null) {
        throw new BadFileException(line(tuple.getKeyNode()), "key '" + key + "' is given twice");
      }
    }
    return entries;
  }

  private static List<Node> sequence(Node node) throws BadFileException {
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue();
    }
    throw unexpected("a list of devices", node);
  }

  /** The value as it is written; empty where there is none. */
  private static String scalar(Node node, String expected) throws BadFileException {
    if (!(node instanceof ScalarNode scalar)) {
      throw unexpected(expected, node);
    }
    return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue().strip();
  }

  private static BadFileException unexpected(String expected, Node node) {
    return new BadFileException(line(node), "expected " + expected + ", not a " + node.getNodeId());
  }

  private static long line(Node node) {
    return node.getStartMark().getLine() + 1L;
  }
}
