package io.mozpool.server.blame;

import java.time.LocalDateTime;

/**
 * An image that boards of a hardware type fail to boot.
 *
 * @param renewed when the newest of them spoke against it: older requests for it have failed
 * @param current whether the PXE config still has the contents that they failed to boot
 */
record Accusation(
    ImageOnType what,
    String image,
    TypeName type,
    LocalDateTime since,
    LocalDateTime renewed,
    boolean current) {}
