/**
 * The whole system, or parts of it, as plain processes on one machine.
 *
 * <ul>
 *   <li>For a person: the program behind the Makefile ({@code Main} and its commands). A supervisor ({@code Stack}) keeps one
 *       {@code Component} for each server and service instance as {@code wanted.json} says, and {@code stack.json} true;
 *       commands are other processes that write the one and read the other ({@code RunningStack}).
 *   <li>For tests of a service: {@link org.civildiy.local.Backends}. For tests of everything: {@link org.civildiy.local.LocalStack}.
 * </ul>
 *
 * <p>A {@code Server} is a program that knows how it is started and when it is ready; a {@code Tool} is where the program comes
 * from. No process outlives the JVM that started it ({@code Spawner}).
 */
package org.civildiy.local;
