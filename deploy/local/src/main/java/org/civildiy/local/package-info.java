/**
 * The whole system, or parts of it, as plain processes on one machine.
 *
 * <ul>
 *   <li>For a person: the program behind the Makefile ({@code Main}). A supervisor keeps one process for each server and
 *       service instance as {@code wanted.json} says, and writes {@code stack.json}. Commands are other processes: they write
 *       {@code wanted.json} and read {@code stack.json}.
 *   <li>For tests of one service: {@link org.civildiy.local.Backends}. For tests of the whole system:
 *       {@link org.civildiy.local.LocalStack}. For checks of files: {@link org.civildiy.local.Checker}.
 * </ul>
 *
 * <p>Packages depend on each other in one direction: {@code command}, {@code supervise}, {@code server}, {@code state} and
 * {@code fetch}, {@code host}. None of them depends on this package.
 */
@NullMarked
package org.civildiy.local;

import org.jspecify.annotations.NullMarked;
