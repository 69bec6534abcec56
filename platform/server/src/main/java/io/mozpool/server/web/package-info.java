/** What all routes share: bodies, flags, errors. */
@NullMarked
package io.mozpool.server.web;

import org.jspecify.annotations.NullMarked;
