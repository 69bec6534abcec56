package io.mozpool.cli.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mozpool.cli.admin.Administration;
import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.client.JsonObject;
import io.mozpool.client.MozpoolClient;
import io.mozpool.host.ConfigurationException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mozpool apply}: stores what a file says. */
@Command(
    name = "apply",
    description = "Stores the hardware types, PXE configs, images and links of a file.",
    footer = {
      "",
      "Nothing is deleted: what the file does not name stays as it is, and so do keys that it"
          + " leaves out.",
      "'mozpool export' writes such a file."
    })
public final class ApplyCommand implements Callable<Integer> {

  private static final Path STANDARD_INPUT = Path.of("-");

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      required = true,
      description = "The file, YAML or JSON; - for standard input.")
  private Path file = STANDARD_INPUT;

  @Option(names = "--dry-run", description = "Say what would be changed, and change nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    try {
      boolean piped = file.equals(STANDARD_INPUT);
      String source = piped ? "standard input" : file.toString();
      byte[] bytes = piped ? System.in.readAllBytes() : Files.readAllBytes(file);
      Catalogue wanted = CatalogueFile.read(source, text(source, bytes));
      return Administration.run(remote, client -> apply(client, wanted));
    } catch (ConfigurationException e) {
      e.problems().forEach(remote::warn);
      return ExitCode.USAGE;
    }
  }

  private int apply(MozpoolClient client, Catalogue wanted) throws IOException {
    Plan plan = new Plan(wanted, StoredCatalogue.read(client));
    List<String> problems = plan.problems(StoredCatalogue.installers(client));
    if (!problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    for (Change change : plan.changes()) {
      if (!dryRun) {
        change.make(client);
      }
      remote.progress(change.sentence());
    }
    return remote.print(answer(plan), this::summary);
  }

  private JsonObject answer(Plan plan) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("added", subjects(plan, true));
    answer.put("changed", subjects(plan, false));
    answer.put("unchanged", plan.unchanged());
    answer.put("others", plan.others());
    answer.put("applied", !dryRun);
    return JsonObject.of(answer);
  }

  private static List<String> subjects(Plan plan, boolean isNew) {
    return plan.changes().stream()
        .filter(change -> change.isNew() == isNew)
        .map(Change::subject)
        .toList();
  }

  private String summary(JsonObject answer) throws IOException {
    int added = size(answer, "added");
    int changed = size(answer, "changed");
    String done =
        added + changed == 0
            ? "nothing to change"
            : "%d added, %d changed, %d unchanged%s"
                .formatted(
                    added,
                    changed,
                    answer.number("unchanged"),
                    dryRun ? "; nothing was changed" : "");
    long others = answer.number("others");
    return done
        + (others == 0 ? "" : "; %d that the file does not name stay".formatted(others))
        + "\n";
  }

  private static int size(JsonObject answer, String key) {
    return answer.get(key) instanceof List<?> items ? items.size() : 0;
  }

  private static String text(String source, byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ConfigurationException(source + ": expected text in UTF-8");
    }
  }
}
