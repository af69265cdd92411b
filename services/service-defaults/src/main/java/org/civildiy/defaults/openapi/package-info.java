/**
 * The OpenAPI document of a service. This package adds the parts that are the same for every operation, at build time. At run time the
 * {@code Allow} header is made from the document. A resource describes only what is specific to it, and its own descriptions take
 * precedence.
 */
@NullMarked
package org.civildiy.defaults.openapi;

import org.jspecify.annotations.NullMarked;
