package io.mozpool.bench.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.mozpool.bench.row.Result;
import io.mozpool.bench.row.Rows;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report for programs. */
public final class Json {

  private Json() {}

  /** Renders it. */
  public static String text(Report report) {
    Map<String, Object> all = new LinkedHashMap<>(report.facts());
    all.put("generator_per_second", report.generator());
    all.put("rows", report.results().stream().map(Json::row).toList());
    if (report.similarity() > 0) {
      all.put(
          "requests",
          Map.of("slowest_of_fastest", report.similarity(), "at_least", Rows.similar()));
    }
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      write(json, all);
    } catch (IOException e) {
      throw new IllegalStateException("a string can always be written to", e);
    }
    return text + "\n";
  }

  private static Map<String, Object> row(Result result) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("row", result.row().name());
    row.put("what", result.row().what());
    row.put("generator", result.row().generator());
    row.put("clients", result.row().clients());
    row.put("devices", result.devices());
    row.put("value", result.measured().value());
    row.put("unit", result.row().target().unit().strip());
    row.put(result.row().target().atMost() ? "at_most" : "at_least", result.row().target().bound());
    row.put("bare_commits_per_second", result.bare());
    row.put("of_bare", result.ratio());
    row.put("of_bare_at_least", result.row().target().ofBare());
    row.put("reached", result.isReached());
    row.put("faults", result.measured().faults());
    row.put("cores", result.measured().cores());
    row.put("load_average_before", result.loadAverage());
    row.put("details", result.measured().details());
    return row;
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object each : list) {
        write(json, each);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      json.writeNumber(plain(number.doubleValue()));
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  /** Whole numbers without a point, others with three digits after it. */
  private static BigDecimal plain(double number) {
    return new BigDecimal(Math.round(number * 1_000))
        .movePointLeft(3)
        .stripTrailingZeros()
        .setScale(number == Math.rint(number) ? 0 : 3);
  }
}
