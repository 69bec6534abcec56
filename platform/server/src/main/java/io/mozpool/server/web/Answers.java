package io.mozpool.server.web;

import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** What routes answer beside 200, for the description of the API. */
public final class Answers {

  private static final String PROBLEM = "application/problem+json";

  private Answers() {}

  /** Something was done, and there is nothing to say of it. */
  @Target(ElementType.METHOD)
  @ApiResponse(responseCode = "204", description = "Done.")
  public @interface NoContent {}

  /** Only the owner answers. */
  @Target(ElementType.METHOD)
  @ApiResponse(
      responseCode = "302",
      description = "To a GET: the imaging server named in Location answers it.",
      headers = @Header(name = "Location"))
  @ApiResponse(
      responseCode = "307",
      description =
          "To all else: the imaging server named in Location answers it, asked the same way.",
      headers = @Header(name = "Location"))
  public @interface Elsewhere {}

  /** The client's mistake. */
  @Target(ElementType.METHOD)
  @ApiResponse(
      responseCode = "400",
      description =
          "The detail names the key, its value and what was expected; nothing is changed.",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public @interface BadRequest {}

  /** A GET that acts is none for browsers. */
  @Target(ElementType.METHOD)
  @ApiResponse(
      responseCode = "403",
      description = "A browser sent it, which must use POST; nothing is changed.",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public @interface Forbidden {}

  /** Something is named that does not exist. */
  @Target(ElementType.METHOD)
  @ApiResponse(
      responseCode = "404",
      description = "There is no such thing; the detail names it.",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public @interface NotFound {}

  /** A key that stands for something else already. */
  @Target(ElementType.METHOD)
  @ApiResponse(
      responseCode = "422",
      description =
          "The Idempotency-Key has made another request; the detail names the fields that differ.",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public @interface OtherMeaning {}

  /** There is too much of it under way. */
  @Target(ElementType.METHOD)
  @ApiResponse(
      responseCode = "503",
      description = "There are enough of them; the detail names the setting. Try again later.",
      headers = @Header(name = "Retry-After"),
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public @interface Overloaded {}

  /** What is asked for does not go with how things stand. */
  @Target(ElementType.METHOD)
  @ApiResponse(
      responseCode = "409",
      description = "That cannot be done as things stand; nothing is changed.",
      content = @Content(mediaType = PROBLEM, schema = @Schema(implementation = Problem.class)))
  public @interface Conflict {}
}
