package io.mozpool.server.blame;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.mozpool.server.image.ImageRepository;
import io.mozpool.server.web.Answers;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Objects;

/** The images that are held back as boards fail to boot them, and how a person lifts that. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
final class AccusationController {

  private final Accusations accusations;
  private final Blame blame;
  private final ImageRepository images;

  AccusationController(Accusations accusations, Blame blame, ImageRepository images) {
    this.accusations = accusations;
    this.blame = blame;
    this.images = images;
  }

  /**
   * Lists the images that devices fail to boot, and the hardware types whose self-tests pause.
   *
   * @return both
   */
  @Get("/report/accusations")
  @Tag(name = "Reports")
  Accusations.Report accusationReport() {
    return accusations.report();
  }

  /** Lifts all that is held against an image, on all hardware types. */
  @Post("/admin/images/{name}/trust")
  @Tag(name = "Administration")
  @Answers.NoContent
  @Answers.NotFound
  HttpResponse<?> trustImage(String name) {
    blame.trust(Objects.requireNonNull(images.named(name).id()), name);
    return HttpResponse.noContent();
  }
}
