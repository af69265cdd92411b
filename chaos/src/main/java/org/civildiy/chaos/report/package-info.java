/**
 * What a run found, for people: tables in Markdown and a timeline in SVG.
 * It counts and draws; whether a promise was broken is decided by the checker.
 */
@NullMarked
package org.civildiy.chaos.report;

import org.jspecify.annotations.NullMarked;
