package org.civildiy.local;

/** A server that services need: a store of their data, or Consul, by which they find each other. */
public enum Backend {
    POSTGRES,
    MONGODB,
    KAFKA,
    REDIS,
    CONSUL
}
