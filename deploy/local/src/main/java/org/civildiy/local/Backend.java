package org.civildiy.local;

/** A server that services keep their data in or find each other by. */
public enum Backend {
    POSTGRES,
    MONGODB,
    KAFKA,
    REDIS,
    CONSUL
}
