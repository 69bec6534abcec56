package io.mozpool.cli;

import io.mozpool.cli.shell.FishCompletion;
import io.mozpool.cli.shell.ManPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Writes the completions and manual pages of a distribution. A program of its own, for the build.
 */
final class ShellFiles {

  private ShellFiles() {}

  /**
   * @param arguments the directory of the distribution's {@code share}
   */
  public static void main(String[] arguments) throws IOException {
    System.setProperty("user.name", "your user name"); // a default of options
    write(Path.of(arguments[0]), Mozpool.commandLine());
  }

  /** Writes all of them below a directory. */
  static void write(Path share, CommandLine root) throws IOException {
    String name = root.getCommandName();
    String bash = AutoComplete.bash(name, root);
    write(share.resolve("bash-completion/completions").resolve(name), bash);
    write(share.resolve("zsh/site-functions").resolve("_" + name), zsh(name, bash));
    write(
        share.resolve("fish/vendor_completions.d").resolve(name + ".fish"),
        FishCompletion.of(root));
    Path man = share.resolve("man/man1");
    List<String> pages = new ArrayList<>();
    for (CommandLine command : root.getSubcommands().values()) {
      pages.add(ManPage.name(command));
      write(
          man.resolve(ManPage.name(command) + ".1"),
          ManPage.of(command, List.of(ManPage.name(root))));
    }
    write(man.resolve(ManPage.name(root) + ".1"), ManPage.of(root, pages));
  }

  /**
   * The script for bash as a function that zsh loads when it is first needed. By then zsh has
   * initialised its completion; it knows no compopt.
   */
  private static String zsh(String name, String bash) {
    return "#compdef "
        + name
        + "\n"
        + bash.replaceAll("(?m)^ *(?:compopt|alias compopt|autoload -U \\+X compinit) ?.*\n", "")
        + "\n_bash_complete -o default -F _complete_"
        + name
        + "\n";
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
