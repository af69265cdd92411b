package org.civildiy.defaults.openapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/**
 * The header {@code Allow}, with the methods of a path: on every 405, where RFC 9110 (section 15.5.6) requires it, and on responses to
 * OPTIONS. The methods are those of the service's OpenAPI document, and HEAD wherever there is GET.
 */
@ApplicationScoped
class AllowedMethods {
    /** The resource in which the build stores the document. */
    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";

    private static final int EARLY = 9_500;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final List<Place> places = places(document());

    /** A path template of the document as a pattern of request paths. */
    private record Place(Pattern path, Set<String> methods) {}

    void register(@Observes Filters filters) {
        filters.register(this::addAllow, EARLY);
    }

    private void addAllow(RoutingContext request) {
        var method = request.request().method();
        at(request.normalizedPath())
                .filter(place -> !place.methods().contains(method.name()) || method.equals(HttpMethod.OPTIONS))
                .ifPresent(place -> request.addHeadersEndHandler(ended -> {
                    if (request.response().getStatusCode() == METHOD_NOT_ALLOWED || method.equals(HttpMethod.OPTIONS)) {
                        request.response().putHeader(HttpHeaders.ALLOW, String.join(", ", place.methods()));
                    }
                }));
        request.next();
    }

    private Optional<Place> at(String path) {
        return places.stream()
                .filter(place -> place.path().matcher(path).matches())
                .findFirst();
    }

    private static List<Place> places(JsonObject document) {
        var paths = document.getJsonObject("paths", new JsonObject());
        return paths.fieldNames().stream()
                .sorted(Comparator.comparing(path -> path.contains("{")))
                .map(path -> new Place(pattern(path), methods(paths.getJsonObject(path))))
                .toList();
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
    }

    private static Set<String> methods(JsonObject operations) {
        var methods = new TreeSet<>(Set.of("OPTIONS"));
        for (var name : operations.fieldNames()) {
            methods.add(name.toUpperCase(Locale.ROOT));
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static JsonObject document() {
        var loader = Thread.currentThread().getContextClassLoader();
        try (var content = Objects.requireNonNull(loader.getResourceAsStream(DOCUMENT), DOCUMENT)) {
            return new JsonObject(Buffer.buffer(content.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
