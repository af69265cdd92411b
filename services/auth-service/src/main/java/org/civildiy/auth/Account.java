package org.civildiy.auth;

/** Who somebody is: what a registration answers and what a token says. */
record Account(long id, String email, String username) {}
