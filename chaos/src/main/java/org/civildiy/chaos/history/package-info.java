/**
 * The history of a run: what each client asked for, when, and what was answered; and the state that was found at rest.
 * Values only. Nothing here talks to a system or judges what it finds.
 */
@NullMarked
package org.civildiy.chaos.history;

import org.jspecify.annotations.NullMarked;
