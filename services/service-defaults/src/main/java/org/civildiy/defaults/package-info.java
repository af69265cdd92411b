/**
 * What every service shares, and nothing else: the role that .NET Aspire calls ServiceDefaults. Each sub-package does one thing,
 * and a service uses those that it needs. Nothing here knows a service.
 */
@NullMarked
package org.civildiy.defaults;

import org.jspecify.annotations.NullMarked;
