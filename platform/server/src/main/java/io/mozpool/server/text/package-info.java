/** Texts from outside: their bounds, and the form in which messages quote them. */
@NullMarked
package io.mozpool.server.text;

import org.jspecify.annotations.NullMarked;
