package io.mozpool.server.pages;

import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the files of the pages, and what of libraries they may have. Any thread may call. */
@Singleton
final class PageFiles {

  private static final String PAGES = "pages/";
  private static final String WEBJARS = "META-INF/resources/webjars/";

  /** No segment begins with a dot. */
  private static final Pattern NAME = Pattern.compile("(\\w[\\w.-]*/)*\\w[\\w.-]*");

  private final Optional<Path> directory;
  private final Properties vendor = new Properties();
  private final Map<String, PageFile> read = new ConcurrentHashMap<>();

  PageFiles(PageSettings settings) {
    this.directory = settings.directory();
    try (InputStream names = PageFiles.class.getResourceAsStream("/vendor.properties")) {
      vendor.load(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of ours. */
  Optional<PageFile> page(String name) {
    Optional<MediaType> type = PageFile.type(name).filter(known -> NAME.matcher(name).matches());
    if (type.isEmpty()) {
      return Optional.empty();
    }
    return directory.isPresent()
        ? ofDirectory(directory.get().resolve(name), type.get())
        : ofJar(PAGES + name, type.get());
  }

  /** A file of a library. */
  Optional<PageFile> vendor(String name) {
    String file = vendor.getProperty(name);
    return file == null
        ? Optional.empty()
        : PageFile.type(name).flatMap(type -> ofJar(WEBJARS + file, type));
  }

  /** As it is now: whoever writes pages sees an edit by loading again. */
  private static Optional<PageFile> ofDirectory(Path file, MediaType type) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(PageFile.of(Files.readAllBytes(file), type))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<PageFile> ofJar(String resource, MediaType type) {
    PageFile known = read.get(resource);
    if (known != null) {
      return Optional.of(known);
    }
    try (@Nullable InputStream content = PageFiles.class.getResourceAsStream("/" + resource)) {
      if (content == null) {
        return Optional.empty();
      }
      PageFile file = PageFile.of(content.readAllBytes(), type);
      read.put(resource, file);
      return Optional.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
