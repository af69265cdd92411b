/**
 * The results of a run for people: tables in Markdown and a timeline in SVG.
 * This package counts and draws. The checker decides whether a promise was broken.
 */
@NullMarked
package org.civildiy.chaos.report;

import org.jspecify.annotations.NullMarked;
