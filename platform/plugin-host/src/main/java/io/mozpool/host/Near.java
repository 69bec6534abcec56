package io.mozpool.host;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that somebody may have meant who typed another one. */
public final class Near {

  private static final int LETTERS_PER_SLIP = 3;
  private static final int MOST = 3;

  private Near() {}

  /** The nearest names, at most three: those with few slips in them, or that begin so. */
  public static List<String> to(String typed, Collection<String> names) {
    String word = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .distinct()
        .filter(name -> isNear(word, name.toLowerCase(Locale.ROOT)))
        .sorted(Comparator.comparingInt(name -> slips(word, name.toLowerCase(Locale.ROOT))))
        .limit(MOST)
        .toList();
  }

  /** A question for the end of a sentence, with a blank before it; nothing where none is near. */
  public static String question(String typed, Collection<String> names) {
    List<String> near = to(typed, names);
    return near.isEmpty() ? "" : " (did you mean " + String.join(" or ", near) + "?)";
  }

  private static boolean isNear(String word, String name) {
    int tolerated = Math.max(1, Math.min(word.length(), name.length()) / LETTERS_PER_SLIP);
    return (word.length() > 1 && name.startsWith(word))
        || (Math.abs(word.length() - name.length()) <= tolerated && slips(word, name) <= tolerated);
  }

  /** Letters that are missing, too many, wrong, or swapped with their neighbour. */
  private static int slips(String word, String name) {
    int[][] slips = new int[word.length() + 1][name.length() + 1];
    for (int i = 0; i <= word.length(); i++) {
      for (int j = 0; j <= name.length(); j++) {
        slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, word, i, name, j);
      }
    }
    return slips[word.length()][name.length()];
  }

  private static int fewest(int[][] slips, String word, int i, String name, int j) {
    int wrong = word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
    int fewest =
        Math.min(slips[i - 1][j - 1] + wrong, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && word.charAt(i - 1) == name.charAt(j - 2)
            && word.charAt(i - 2) == name.charAt(j - 1);
    return swapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
  }
}
