package io.mozpool.server.script;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.connection.Closing;
import io.mozpool.server.fetch.FetchLog;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.ApiException;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/** Serves the files of {@link ServedFiles}, whole or a part, without reading them into memory. */
@Controller("/scripts")
@Tag(name = "Live boot")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FileController {

  static final String SCRIPTS = "scripts";

  private final ServedFiles files;
  private final FetchLog log;

  FileController(ServedFiles files, FetchLog log) {
    this.files = files;
    this.log = log;
  }

  /**
   * A script or image for boards in the live image.
   *
   * <p>One range, If-Range and If-None-Match are understood.
   *
   * @return the file; with 206 the part that was asked for, with 304 nothing, with 416 a range that
   *     it does not have
   */
  @Get("/{+name}")
  @Answers.NotFound
  @Produces(MediaType.ALL)
  HttpResponse<?> file(String name, HttpRequest<?> request) throws IOException {
    String directory = request.getPath().split("/", 3)[1];
    boolean isScript = directory.equals(SCRIPTS);
    String shown = isScript ? name : directory + "/" + name;
    Optional<Path> found = files.find(directory, name);
    if (found.isEmpty()) {
      note(request, shown, Optional.empty());
      throw ApiException.unknown(isScript ? "script" : "file", shown);
    }
    Path file = found.get();
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    note(request, shown, Optional.of(attributes.size()));
    String tag = tag(attributes);
    return described(
        knows(request, tag)
            ? HttpResponse.notModified()
            : answer(request, file, attributes, range(request, tag, attributes.size())),
        tag);
  }

  private void note(HttpRequest<?> request, String name, Optional<Long> size) {
    log.note("http", request.getRemoteAddress().getAddress(), Optional.empty(), name, size);
  }

  private static boolean knows(HttpRequest<?> request, String tag) {
    String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
    return known != null && Arrays.asList(known.split("\\s*,\\s*")).contains(tag);
  }

  private static Optional<ByteRange> range(HttpRequest<?> request, String tag, long size) {
    String begun = request.getHeaders().get(HttpHeaders.IF_RANGE);
    return request.getMethod() == HttpMethod.GET && (begun == null || begun.equals(tag))
        ? request.getHeaders().findFirst(HttpHeaders.RANGE).flatMap(r -> ByteRange.parse(r, size))
        : Optional.empty();
  }

  private static MutableHttpResponse<?> answer(
      HttpRequest<?> request, Path file, BasicFileAttributes attributes, Optional<ByteRange> part) {
    ByteRange bytes = part.orElseGet(() -> new ByteRange(0, attributes.size()));
    if (part.isPresent() && bytes.length() == 0) {
      return HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
          .header(HttpHeaders.CONTENT_RANGE, bytes.contentRange(attributes.size()));
    }
    MediaType type = MediaType.forFilename(String.valueOf(file.getFileName()));
    StreamedFile body =
        new StreamedFile(
            Closing.with(request, new FilePart(file, bytes)),
            type,
            attributes.lastModifiedTime().toMillis(),
            bytes.length());
    // HEAD would say neither by itself.
    MutableHttpResponse<?> response =
        HttpResponse.ok(body).contentType(type).contentLength(bytes.length());
    return part.isEmpty()
        ? response
        : response
            .status(HttpStatus.PARTIAL_CONTENT)
            .header(HttpHeaders.CONTENT_RANGE, bytes.contentRange(attributes.size()));
  }

  /** A script that was changed a moment ago is what the next board runs: caches must ask. */
  private static HttpResponse<?> described(MutableHttpResponse<?> response, String tag) {
    return response
        .header(HttpHeaders.ETAG, tag)
        .header(HttpHeaders.ACCEPT_RANGES, "bytes")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  private static String tag(BasicFileAttributes attributes) {
    return "\"%x-%x\"".formatted(attributes.lastModifiedTime().toMillis(), attributes.size());
  }
}
