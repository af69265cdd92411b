/**
 * The OpenAPI document of a service: what holds for every operation is added at build time, and the document is used at run time
 * for the {@code Allow} header. A resource describes only what is specific to it, and its own descriptions
 * take precedence.
 */
@NullMarked
package org.civildiy.defaults.openapi;

import org.jspecify.annotations.NullMarked;
