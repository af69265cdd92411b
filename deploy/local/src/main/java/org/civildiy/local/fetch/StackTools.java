package org.civildiy.local.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.civildiy.local.host.Shell;

/** The servers of the stack that are not part of this project. */
public final class StackTools {
    public static final Tool POSTGRES = new Tool(
            "PostgreSQL 18",
            "postgresql-18.6.0",
            OnPath.ofMajor("postgres", "--version", 18, 0),
            directory -> {
                Downloads.maven(
                        "postgres",
                        directory,
                        "-Dplatform=" + Platform.current().postgresArtifact());
                Path archive = directory.resolve("postgres.txz");
                Downloads.extract(directory, ".jar", ".txz", archive);
                Downloads.untar(archive);
            },
            "install PostgreSQL 18 so that `postgres` is on the PATH, or Maven");

    public static final Tool MONGODB = new Tool(
            "MongoDB",
            "secantusdb-0.7.0b3-" + Python.version(),
            OnPath.atLeast("mongod", "--version", 6, 0),
            directory -> Downloads.pipInstall("mongodb", directory),
            "install MongoDB so that `mongod` is on the PATH, or Python 3.11 or newer with pip for a stand-in");

    public static final Tool KAFKA = new Tool(
            "Kafka 4.1.2",
            "kafka-4.1.2-with-tools",
            Optional.empty(),
            directory -> Downloads.maven("kafka", directory),
            "install Maven so that `mvn` is on the PATH");

    public static final Tool REDIS = new Tool(
            "Redis",
            "redis-6.2",
            OnPath.atLeast("redis-server", "--version", 6, 2),
            directory -> {
                Downloads.maven("redis", directory);
                Path server = directory.resolve("redis-server");
                Downloads.extractProgram(directory, ".jar", Platform.current().redisSuffix(), server);
                Shell.run(List.of(server.toString(), "--version"), Map.of(), directory);
            },
            "install Redis 6.2 or newer so that `redis-server` is on the PATH");

    public static final Tool CONSUL = new Tool(
            "Consul 1.22.7 (a build of some minutes)",
            "consul-1.22.7",
            OnPath.atLeast("consul", "version", 1, 18),
            directory -> Downloads.goBuild("consul", "github.com/hashicorp/consul", directory.resolve("consul")),
            "install Consul so that `consul` is on the PATH, or Go 1.26 or newer to build it");

    public static final Tool TRAEFIK = new Tool(
            "Traefik 3.7.15",
            "traefik-3.7.15",
            OnPath.ofMajor("traefik", "version", 3, 7),
            directory -> {
                Downloads.pipDownload("traefik", directory);
                Downloads.extractProgram(directory, ".whl", "/scripts/traefik", directory.resolve("traefik"));
            },
            "install Traefik 3.7 or newer so that `traefik` is on the PATH, or Python 3 with pip");

    public static final List<Tool> ALL = List.of(CONSUL, KAFKA, MONGODB, POSTGRES, REDIS, TRAEFIK);

    private StackTools() {}
}
