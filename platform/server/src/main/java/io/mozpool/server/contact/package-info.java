/** The boards that ask the server for something: when devices were last heard, and strangers. */
@NullMarked
package io.mozpool.server.contact;

import org.jspecify.annotations.NullMarked;
