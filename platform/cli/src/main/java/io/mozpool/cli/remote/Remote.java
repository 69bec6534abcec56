package io.mozpool.cli.remote;

import io.mozpool.cli.server.ConfigOption;
import io.mozpool.cli.terminal.SafeWriter;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.client.ServerAddress;
import io.mozpool.host.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * Which server a command talks to, and how it prints what the server says. The configuration file
 * is the environment's; most commands let the user name it: {@link ConfiguredRemote}.
 */
public class Remote {

  /** Makes text for people of an answer. */
  @FunctionalInterface
  public interface Plain {
    String of(JsonObject answer) throws IOException;
  }

  private static final Pattern YES = Pattern.compile("(?i)\\s*y(es)?\\s*");

  @Option(
      names = "--server",
      scope = ScopeType.INHERIT,
      paramLabel = "URL",
      split = "[,\\s]+",
      hideParamSyntax = true,
      defaultValue = "${env:MOZPOOL_SERVER}",
      description =
          "A server of the pool, as in http://pool.example:8010; several are tried in random order"
              + " ($MOZPOOL_SERVER, else the configuration file's, else http://localhost:8010).")
  private List<String> servers = List.of();

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print the server's JSON, with Z behind moments.")
  private boolean json;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create(); // picocli puts its own here

  /** A client of the servers. Where none answers it says so at once. */
  public MozpoolClient client() {
    return new MozpoolClient(urls()).patient(Duration.ZERO);
  }

  /** Whether the user named servers, so that no other will do. */
  public boolean isNamed() {
    return servers.stream().anyMatch(server -> !server.isBlank()); // the variable may be empty
  }

  /** The configuration, for what needs more of it than where the server is. */
  public ConfigOption config() {
    return ConfigOption.ofEnvironment();
  }

  /** The arguments that have another command talk to the same server; empty for none. */
  public String arguments() {
    return isNamed() ? " --server " + String.join(",", servers) : "";
  }

  /** Whether all that was printed has come out. */
  public boolean isPrinted() {
    return !spec.commandLine().getOut().checkError();
  }

  /**
   * Prints an answer.
   *
   * @return the exit code
   */
  public int print(JsonObject answer, Plain plain) throws IOException {
    print(json ? Moments.zoned(answer) + "\n" : plain.of(answer));
    return ExitCode.OK;
  }

  /** Prints an answer that holds nothing for people. */
  public int print(JsonObject answer) throws IOException {
    return print(answer, done -> "");
  }

  /** Prints, not in place of an answer's JSON but on the way to it. */
  public void progress(String line) {
    PrintWriter to = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
    to.println(Printable.line(line));
    to.flush();
  }

  /** Whether nobody takes what is printed any more. */
  public boolean isUnheard() {
    return SafeWriter.raw(spec.commandLine().getOut()).checkError();
  }

  /** Says something on standard error. */
  public void warn(String sentence) {
    spec.commandLine().getErr().println("mozpool: " + Printable.line(sentence));
    spec.commandLine().getErr().flush();
  }

  /**
   * Asks the user.
   *
   * @return false where nobody sits at a terminal
   */
  public boolean confirms(String question) {
    return answer(question).orElse(false);
  }

  /**
   * Asks the user.
   *
   * @return whether the answer is yes; empty where nobody sits at a terminal
   */
  public Optional<Boolean> answer(String question) {
    Prompt prompt = spec.root().userObject() instanceof Prompt own ? own : Prompt.CONSOLE;
    return prompt.ask(Printable.line(question) + " [y/N]").map(line -> YES.matcher(line).matches());
  }

  /** What is thrown where the user called the command in a wrong way. */
  public ParameterException misuse(String problem) {
    return new ParameterException(spec.commandLine(), problem);
  }

  /** JSON that the user gave. */
  public JsonObject parse(String option, String text) {
    try {
      return JsonObject.parse(option, text);
    } catch (IOException e) {
      throw misuse(String.valueOf(e.getMessage()));
    }
  }

  private void print(String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }

  private List<URI> urls() {
    if (isNamed()) {
      return servers.stream().filter(server -> !server.isBlank()).map(this::url).toList();
    }
    ConfigOption config = config();
    return List.of(
        config.isGiven() ? ConfiguredServer.of(config.load()) : ConfiguredServer.STANDARD);
  }

  private URI url(String server) {
    try {
      return ServerAddress.of(server);
    } catch (IllegalArgumentException e) {
      throw misuse("--server: " + e.getMessage());
    }
  }
}
