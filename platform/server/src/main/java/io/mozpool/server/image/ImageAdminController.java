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
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.ApiException;
import io.mozpool.server.web.JsonBody;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The images and their links to PXE configs, for those who may change them. */
@Controller("/api/admin/images")
@Tag(name = "Administration")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class ImageAdminController {

  private final ImageAdmin images;
  private final Json json;

  ImageAdminController(ImageAdmin images, Json json) {
    this.images = images;
    this.json = json;
  }

  /**
   * Lists all images with their links.
   *
   * @return the images, by name
   */
  @Get
  Map<String, List<ImageAdmin.Item>> allImages() {
    return Map.of("images", images.all());
  }

  /**
   * An image with its links.
   *
   * @return the image
   */
  @Get("/{name}")
  @Answers.NotFound
  ImageAdmin.Item image(String name) {
    return images.one(name);
  }

  /**
   * Adds or replaces an image.
   *
   * @return the image; with 201 where it is new
   */
  @Put("/{name}")
  @RequestBody(
      description = "`boot_config_keys`: at most 4096 bytes of JSON.",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"boot_config_keys\": [\"b2gbase\"], \"can_reuse\": false, \"hidden\":"
                          + " false, \"has_sut_agent\": true, \"installer\": \"b2g\"}")))
  @Answers.BadRequest
  HttpResponse<ImageAdmin.Item> putImage(String name, @Body @Nullable String body) {
    boolean added = images.put(name, JsonBody.read(json, body));
    ImageAdmin.Item item = images.one(name);
    return added ? HttpResponse.created(item) : HttpResponse.ok(item);
  }

  /** Deletes an image and its links. */
  @Delete("/{name}")
  @Answers.NoContent
  @Answers.NotFound
  @Answers.Conflict
  HttpResponse<?> deleteImage(String name) {
    images.delete(name);
    return HttpResponse.noContent();
  }

  /**
   * Says by which PXE config boards of a hardware type boot for an image.
   *
   * @return the image; with 201 where the link is new
   */
  @Put("/{image}/links/{type}/{model}")
  @RequestBody(content = @Content(examples = @ExampleObject("{\"pxe_config\": \"b2g\"}")))
  @Answers.BadRequest
  @Answers.NotFound
  HttpResponse<ImageAdmin.Item> link(
      String image, String type, String model, @Body @Nullable String body) {
    boolean added = images.link(image, type, model, JsonBody.read(json, body).name("pxe_config"));
    ImageAdmin.Item item = images.one(image);
    return added ? HttpResponse.created(item) : HttpResponse.ok(item);
  }

  /** Removes a link. */
  @Delete("/{image}/links/{type}/{model}")
  @Answers.NoContent
  @Answers.NotFound
  HttpResponse<?> unlink(String image, String type, String model) {
    if (!images.unlink(image, type, model)) {
      throw ApiException.unknown("link of image", image + "' to '" + type + " " + model);
    }
    return HttpResponse.noContent();
  }
}
