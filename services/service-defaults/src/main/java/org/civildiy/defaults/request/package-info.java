/**
 * Validation of requests beyond Jakarta Validation: lengths in characters, whole numbers in queries, pages. A bad value is a 400
 * that names each bad field. Business rules are not checked here.
 */
@NullMarked
package org.civildiy.defaults.request;

import org.jspecify.annotations.NullMarked;
