package io.mozpool.server.image;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.json.Json;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The images and their links to PXE configs, for those who may change them. */
@Controller("/api/admin/images")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class ImageAdminController {

  private final ImageAdmin images;
  private final Json json;

  ImageAdminController(ImageAdmin images, Json json) {
    this.images = images;
    this.json = json;
  }

  @Get
  Map<String, List<ImageAdmin.Item>> list() {
    return Map.of("images", images.all());
  }

  @Get("/{name}")
  ImageAdmin.Item one(String name) {
    return images.one(name);
  }

  @Put("/{name}")
  HttpResponse<ImageAdmin.Item> put(String name, @Body @Nullable String body) {
    boolean added = images.put(name, JsonBody.read(json, body));
    ImageAdmin.Item item = images.one(name);
    return added ? HttpResponse.created(item) : HttpResponse.ok(item);
  }

  @Delete("/{name}")
  HttpResponse<?> delete(String name) {
    images.delete(name);
    return HttpResponse.noContent();
  }

  @Put("/{image}/links/{type}/{model}")
  HttpResponse<ImageAdmin.Item> link(
      String image, String type, String model, @Body @Nullable String body) {
    boolean added = images.link(image, type, model, JsonBody.read(json, body).text("pxe_config"));
    ImageAdmin.Item item = images.one(image);
    return added ? HttpResponse.created(item) : HttpResponse.ok(item);
  }

  @Delete("/{image}/links/{type}/{model}")
  HttpResponse<?> unlink(String image, String type, String model) {
    if (!images.unlink(image, type, model)) {
      throw ApiException.unknown("link of image", image + "' to '" + type + " " + model);
    }
    return HttpResponse.noContent();
  }
}
