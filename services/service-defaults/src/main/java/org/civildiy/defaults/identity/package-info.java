/**
 * The caller of a request. The gateway validates the token and sets the identity headers. A resource method takes a
 * {@link org.civildiy.defaults.identity.Caller}, and answers 401 when there is none. This package never reads a token.
 */
@NullMarked
package org.civildiy.defaults.identity;

import org.jspecify.annotations.NullMarked;
