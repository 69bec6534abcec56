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
import io.micronaut.serde.annotation.Serdeable;
import io.mozpool.server.json.Json;
import io.mozpool.server.web.Answers;
import io.mozpool.server.web.JsonBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The hardware types, for those who may change them. */
@Controller("/api/admin/hardware-types")
@Tag(name = "Administration")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class HardwareTypeAdminController {

  @Serdeable
  record Item(String type, String model) {

    static Item of(HardwareType stored) {
      return new Item(stored.type(), stored.model());
    }
  }

  private final HardwareTypeRepository hardwareTypes;
  private final Uses uses;
  private final Json json;

  HardwareTypeAdminController(HardwareTypeRepository hardwareTypes, Uses uses, Json json) {
    this.hardwareTypes = hardwareTypes;
    this.uses = uses;
    this.json = json;
  }

  /**
   * Lists all hardware types.
   *
   * @return the hardware types, by name
   */
  @Get
  Map<String, List<Item>> allHardwareTypes() {
    return Map.of(
        "hardware_types",
        hardwareTypes.findAllOrderByTypeAndModel().stream().map(Item::of).toList());
  }

  /**
   * A hardware type.
   *
   * @return the hardware type
   */
  @Get("/{type}/{model}")
  @Answers.NotFound
  Item hardwareType(String type, String model) {
    return Item.of(hardwareTypes.named(type, model));
  }

  /**
   * Adds a hardware type.
   *
   * @return the hardware type; with 201 where it is new
   */
  @Put("/{type}/{model}")
  @Answers.BadRequest
  HttpResponse<Item> putHardwareType(String type, String model, @Body @Nullable String body) {
    JsonBody.read(json, body);
    if (hardwareTypes.findByTypeAndModel(type, model).isPresent()) {
      return HttpResponse.ok(new Item(type, model));
    }
    HardwareType added =
        hardwareTypes.save(
            new HardwareType(
                null, JsonBody.pathName("type", type), JsonBody.pathName("model", model)));
    return HttpResponse.created(Item.of(added));
  }

  /** Deletes a hardware type. */
  @Delete("/{type}/{model}")
  @Answers.NoContent
  @Answers.NotFound
  @Answers.Conflict
  HttpResponse<?> deleteHardwareType(String type, String model) {
    int id = Objects.requireNonNull(hardwareTypes.named(type, model).id());
    String what = "hardware type '%s' '%s'".formatted(type, model);
    uses.refuse(
        what, "devices", "select name from devices where hardware_type_id = ? order by name", id);
    uses.refuse(
        what,
        "images",
        "select i.name from image_pxe_configs x join images i on i.id = x.image_id"
            + " where x.hardware_type_id = ? order by i.name",
        id);
    hardwareTypes.deleteById(id);
    return HttpResponse.noContent();
  }
}
