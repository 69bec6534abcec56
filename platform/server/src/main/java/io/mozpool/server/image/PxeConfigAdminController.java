package io.mozpool.server.image;

import io.micronaut.data.model.Pageable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.mozpool.server.json.Json;
import io.mozpool.server.listing.ListAnswer;
import io.mozpool.server.listing.ListRow;
import io.mozpool.server.listing.PagedList;
import io.mozpool.server.machine.Workers;
import io.mozpool.server.text.TextLimit;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.JsonBody;
import io.mozpool.server.web.Load;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The PXE configs, for those who may change them. */
@Controller("/api/admin/pxe-configs")
@Tag(name = "Administration")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class PxeConfigAdminController {

  /** The list, for the description of the API. */
  @Serdeable(naming = SnakeCaseStrategy.class)
  record PxeConfigList(List<PxeConfigItem> pxeConfigs) {}

  private static final ListAnswer ANSWER = new ListAnswer("pxe_configs");

  private final PxeConfigRepository pxeConfigs;
  private final Uses uses;
  private final Json json;
  private final Load load;
  private final PagedList<String> list;

  PxeConfigAdminController(
      PxeConfigRepository pxeConfigs, Uses uses, Json json, Load load, Workers workers) {
    this.pxeConfigs = pxeConfigs;
    this.uses = uses;
    this.json = json;
    this.load = load;
    this.list =
        new PagedList<>(
            workers,
            1,
            PagedList.LONG_ROWS,
            (name, count) ->
                pxeConfigs
                    .findByNameGreaterThanOrderByName(name, Pageable.from(0, count).withoutTotal())
                    .stream()
                    .map(next -> new ListRow<>(next.name(), json.bytes(PxeConfigItem.of(next))))
                    .toList());
  }

  /**
   * Lists all PXE configs.
   *
   * @return the PXE configs, by name
   */
  @Get
  @Produces(MediaType.APPLICATION_JSON)
  @ApiResponse(
      responseCode = "200",
      description = "The PXE configs, by name",
      content = @Content(schema = @Schema(implementation = PxeConfigList.class)))
  CompletableFuture<HttpResponse<byte[]>> allPxeConfigs() {
    return load.counted(() -> ANSWER.of(list, ""));
  }

  /**
   * A PXE config.
   *
   * @return the PXE config
   */
  @Get("/{name}")
  @Answers.NotFound
  PxeConfigItem pxeConfig(String name) {
    return PxeConfigItem.of(pxeConfigs.named(name));
  }

  /**
   * Adds or replaces a PXE config.
   *
   * @return the PXE config; with 201 where it is new
   */
  @Put("/{name}")
  @RequestBody(
      description = "`contents`: at most 65536 bytes of UTF-8; `description`: 255 characters.",
      content =
          @Content(
              examples =
                  @ExampleObject(
                      "{\"description\": \"b2g on pandas\", \"contents\": \"DEFAULT b2g\","
                          + " \"active\": true}")))
  @Answers.BadRequest
  HttpResponse<PxeConfigItem> putPxeConfig(String name, @Body @Nullable String bytes) {
    JsonBody body = JsonBody.read(json, bytes);
    Optional<PxeConfig> stored = pxeConfigs.findByName(name);
    PxeConfig wanted =
        new PxeConfig(
            stored.map(PxeConfig::id).orElse(null),
            JsonBody.pathName("name", name),
            body.textOrNull("description", 255).orElse(""),
            body.text("contents", TextLimit.PXE_CONFIG),
            body.flag("active", true));
    PxeConfigItem item = PxeConfigItem.of(wanted);
    if (stored.isPresent()) {
      pxeConfigs.update(wanted);
      return HttpResponse.ok(item);
    }
    pxeConfigs.save(wanted);
    return HttpResponse.created(item);
  }

  /** Deletes a PXE config. */
  @Delete("/{name}")
  @Answers.NoContent
  @Answers.NotFound
  @Answers.Conflict
  HttpResponse<?> deletePxeConfig(String name) {
    int id = Objects.requireNonNull(pxeConfigs.named(name).id());
    String what = "PXE config '" + name + "'";
    uses.refuse(
        what,
        "images",
        "select distinct i.name from image_pxe_configs x join images i on i.id = x.image_id"
            + " where x.pxe_config_id = ? order by i.name",
        id);
    uses.refuse(
        what,
        "devices",
        "select name from devices where armed_pxe_config_id = ? order by name",
        id);
    pxeConfigs.deleteById(id);
    return HttpResponse.noContent();
  }
}
