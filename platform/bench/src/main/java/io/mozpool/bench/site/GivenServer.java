package io.mozpool.bench.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server that runs already, with the devices that it has: their names as paths have them. */
public record GivenServer(InetSocketAddress address, List<String> devices) implements Site, Pool {

  private static final int STANDARD_PORT = 80;

  /** A name with an underscore is no host to {@link URI}. */
  private static final Pattern FORM =
      Pattern.compile("http://(\\[[^]/@]+]|[^\\[/@:?#]+)(?::([0-9]{1,5}))?/?");

  /**
   * Asks a server for its devices.
   *
   * @param server as in {@code http://pool.example:8010}
   * @throws BenchException where there are none, or no server
   */
  public static GivenServer at(URI server) throws BenchException {
    Matcher form = FORM.matcher(server.toString());
    if (!form.matches()) {
      throw new BenchException("--server: expected http://host[:port], not '" + server + "'");
    }
    int port = form.group(2) == null ? STANDARD_PORT : Integer.parseInt(form.group(2));
    List<String> names = names(server);
    if (names.isEmpty()) {
      throw new BenchException(
          "--server: expected a server with devices, but %s has none".formatted(server));
    }
    return new GivenServer(new InetSocketAddress(form.group(1), port), names);
  }

  @Override
  public Map<String, String> start() {
    return Map.of();
  }

  @Override
  public Pool open(Stock stock) {
    return this;
  }

  @Override
  public boolean hasDatabase() {
    return false;
  }

  @Override
  public Database connect() {
    throw new IllegalStateException("the database of " + address + " is not ours to ask");
  }

  @Override
  public Usage usage() {
    return Usage.now(Duration.ZERO, Duration.ZERO);
  }

  @Override
  public long residentMegabytes() {
    return 0;
  }

  @Override
  public Vitals vitals() {
    throw new IllegalStateException("the process of " + address + " is not ours to look at");
  }

  @Override
  public List<String> collections() {
    return List.of();
  }

  @Override
  public void close() {
    // it was there before us
  }

  private static List<String> names(URI server) throws BenchException {
    try (JsonParser json =
        new JsonFactory().createParser(server.resolve("/api/device/list/").toURL())) {
      List<String> names = new ArrayList<>();
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          names.add(URLEncoder.encode(json.getText(), UTF_8).replace("+", "%20"));
        }
      }
      return names;
    } catch (IOException e) {
      throw new BenchException(
          "--server: %s does not list devices: %s".formatted(server, reason(e)));
    }
  }

  private static String reason(IOException failure) {
    return failure instanceof UnknownHostException
        ? "unknown host " + failure.getMessage()
        : String.valueOf(failure.getMessage());
  }
}
