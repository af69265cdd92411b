package org.civildiy.acceptance.system;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.extension.ExtendWith;

import org.civildiy.acceptance.client.Visitor;

/** Test of the running system. JUnit passes a {@link Visitor} or the {@link Operator} to its constructor and methods. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RunningSystem.class)
public @interface AcceptanceTest {}
