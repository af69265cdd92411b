/**
 * Validation of requests in addition to Jakarta Validation: lengths in characters, whole numbers in queries, and pages. An invalid value
 * leads to a 400 that names each invalid field. Business rules are not checked here.
 */
@NullMarked
package org.civildiy.defaults.request;

import org.jspecify.annotations.NullMarked;
