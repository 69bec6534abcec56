/** The web pages: their files, their links, and what they need to know of the server. */
@NullMarked
package io.mozpool.server.pages;

import org.jspecify.annotations.NullMarked;
