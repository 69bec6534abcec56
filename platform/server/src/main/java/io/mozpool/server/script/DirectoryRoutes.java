package io.mozpool.server.script;

import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.DefaultRouteBuilder;
import io.mozpool.server.web.FilePaths;
import jakarta.inject.Singleton;

/** Serves the directories that settings name as {@code /scripts/} is served. */
@Singleton
final class DirectoryRoutes extends DefaultRouteBuilder {

  DirectoryRoutes(
      ExecutionHandleLocator methods,
      UriNamingStrategy names,
      ConversionService conversion,
      FilePaths paths) {
    super(methods, names, conversion);
    for (String directory : paths.directories()) {
      if (directory.equals(FileController.SCRIPTS)) {
        continue; // has its route already
      }
      String path = "/" + directory + "/{+name}";
      GET(path, FileController.class, "file", String.class, HttpRequest.class);
      HEAD(path, FileController.class, "file", String.class, HttpRequest.class);
    }
  }
}
