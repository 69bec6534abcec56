/**
 * What the tests of a plugin are made of: contracts that a driver must keep, calls as the host
 * makes them, peers that misbehave, and a clock that is moved by hand.
 *
 * <p>Made to be held by tests, not inherited from. A contract's checks throw an {@link
 * AssertionError} that says what the driver did; they know no test framework.
 */
@NullMarked
package io.mozpool.testkit;

import org.jspecify.annotations.NullMarked;
