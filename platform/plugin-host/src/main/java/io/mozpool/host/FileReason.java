package io.mozpool.host;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Optional;

/** Words for people about what is wrong with a file; those of Java are names of classes. */
public final class FileReason {

  private FileReason() {}

  /** The reason alone: whoever knows the file names it. */
  public static String of(IOException failure) {
    if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
      return "there is no such file or directory";
    } else if (failure instanceof FileAlreadyExistsException) {
      return "it is there already";
    } else if (failure instanceof AccessDeniedException) {
      return "permission denied";
    } else if (failure instanceof NotDirectoryException) {
      return "it is not a directory";
    } else if (failure instanceof CharacterCodingException) {
      return "it is not text in UTF-8";
    }
    String reason =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return Optional.ofNullable(reason)
        .map(text -> text.equals("Is a directory") ? "it is a directory" : text)
        .orElseGet(() -> words(failure));
  }

  /** The class of an exception that says nothing else, as words. */
  private static String words(IOException failure) {
    return failure
        .getClass()
        .getSimpleName()
        .replaceFirst("(?:Exception)?$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }
}
