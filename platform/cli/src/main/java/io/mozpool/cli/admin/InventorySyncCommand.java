package io.mozpool.cli.admin;

import io.mozpool.cli.remote.ConfiguredRemote;
import io.mozpool.client.JsonObject;
import io.mozpool.host.Printable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code mozpool inventory-sync}: makes the pool's devices those of the inventory. */
@Command(
    name = "inventory-sync",
    description = "Makes the pool's devices those of the inventory.",
    footer = {"", "What could not be done is said on standard error."})
public final class InventorySyncCommand implements Callable<Integer> {

  /** Inventories are slow. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final List<String> CHANGES =
      List.of("inserted", "updated", "deleted", "locked_out", "taken_back");

  @Mixin private ConfiguredRemote remote = new ConfiguredRemote();

  @Option(
      names = "--verbose",
      description = "Name each device that is changed, and show what the inventories note.")
  private boolean verbose;

  @Option(
      names = "--ship-it",
      description = "Change as many devices as it takes; else too many stop it.")
  private boolean shipIt;

  @Option(names = "--dry-run", description = "Say what would be changed, and change nothing.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    return Administration.run(
        remote,
        client -> {
          JsonObject answer =
              client
                  .at("admin", "inventory-sync")
                  .within(PATIENCE)
                  .post(JsonObject.of(Map.of("dry_run", dryRun)).with("ship_it", shipIt));
          items(answer, "problems").forEach(problem -> remote.warn(String.valueOf(problem)));
          return remote.print(answer, this::plain);
        });
  }

  private String plain(JsonObject answer) throws IOException {
    StringBuilder text = new StringBuilder();
    if (verbose) {
      for (String change : CHANGES) {
        items(answer, change)
            .forEach(
                name ->
                    text.append(title(change) + " " + Printable.line(String.valueOf(name)) + "\n"));
      }
      items(answer, "notes")
          .forEach(note -> text.append("note: " + Printable.line(String.valueOf(note)) + "\n"));
    }
    return text
        + CHANGES.stream()
            .map(change -> items(answer, change).size() + " " + title(change))
            .collect(Collectors.joining(", "))
        + ", "
        + answer.number("unchanged")
        + " unchanged"
        + notes(items(answer, "notes").size())
        + (answer.isTrue("applied") ? "\n" : "; nothing was changed\n");
  }

  private String notes(int count) {
    if (count == 0) {
      return "";
    }
    String text = count == 1 ? ", 1 note" : ", " + count + " notes";
    return verbose ? text : text + " (--verbose shows " + (count == 1 ? "it)" : "them)");
  }

  private static String title(String change) {
    return change.replace('_', ' ');
  }

  private static List<?> items(JsonObject answer, String key) {
    return answer.get(key) instanceof List<?> items ? items : List.of();
  }
}
