/**
 * What every service shares, and nothing else; .NET Aspire calls such a module ServiceDefaults. Each sub-package does one thing, and a
 * service uses the sub-packages that it needs. No class here depends on a service.
 */
@NullMarked
package org.civildiy.defaults;

import org.jspecify.annotations.NullMarked;
