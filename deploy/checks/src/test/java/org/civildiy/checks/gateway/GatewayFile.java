package org.civildiy.checks.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.civildiy.checks.kubernetes.Manifests;
import org.civildiy.checks.kubernetes.Route;

/** Converts Traefik's Kubernetes resources to its file format, with one address for every service. */
final class GatewayFile {
    private final ObjectNode file = JsonNodeFactory.instance.objectNode();

    private GatewayFile() {}

    static String of(Manifests manifests, String service) {
        var gateway = new GatewayFile();
        manifests.ofKind("IngressRoute").forEach(resource -> gateway.route(resource, service));
        manifests
                .ofKind("Middleware")
                .forEach(resource ->
                        gateway.file.withObject("/http/middlewares").set(name(resource), resource.path("spec")));
        manifests
                .ofKind("TLSOption")
                .forEach(
                        resource -> gateway.file.withObject("/tls/options").set(name(resource), resource.path("spec")));
        return gateway.file.toString();
    }

    /** The routes only. */
    static String routes(Manifests manifests, String service) {
        var gateway = new GatewayFile();
        manifests.ofKind("IngressRoute").forEach(resource -> gateway.route(resource, service));
        return gateway.file.toString();
    }

    private void route(JsonNode resource, String service) {
        Route.of(resource).forEach(route -> {
            ObjectNode router = file.withObject("/http/routers/" + route.name());
            router.put("rule", route.rule()).put("service", route.service());
            router.putArray("entryPoints").add(route.entryPoints());
            route.middlewares().forEach(router.withArray("middlewares")::add);
            if (!route.priority().isEmpty()) {
                router.put("priority", Integer.parseInt(route.priority()));
            }
            if (!route.service().contains("@")) {
                file.withObject("/http/services/" + route.service() + "/loadBalancer")
                        .putArray("servers")
                        .addObject()
                        .put("url", service);
            }
        });
    }

    private static String name(JsonNode resource) {
        return resource.at("/metadata/name").asText();
    }
}
