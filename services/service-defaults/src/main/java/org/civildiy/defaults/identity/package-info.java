/**
 * The caller of a request. The gateway validates the token and puts the caller into headers; a resource method takes a {@link
 * org.civildiy.defaults.identity.Caller} and answers 401 without one. Nothing here reads a token.
 */
@NullMarked
package org.civildiy.defaults.identity;

import org.jspecify.annotations.NullMarked;
