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
 * The response header {@code Allow}, which lists the methods of a path. RFC 9110 (section 15.5.6) requires it on every 405; it is on
 * responses to OPTIONS too. The methods of a path come from the service's OpenAPI document. OPTIONS is always among them, and HEAD is
 * wherever GET is.
 */
@ApplicationScoped
class AllowedMethods {
    /** The resource to which the build writes the OpenAPI document. */
    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";

    private static final int EARLY = 9_500;
    private static final int METHOD_NOT_ALLOWED = 405;

    private final List<PathTemplate> templates = templates(document());

    /** A path of the document such as {@code /api/posts/{id}}: the pattern of the request paths that it matches, and its methods. */
    private record PathTemplate(Pattern pattern, Set<String> methods) {}

    void register(@Observes Filters filters) {
        filters.register(this::addAllow, EARLY);
    }

    private void addAllow(RoutingContext request) {
        var method = request.request().method();
        templateOf(request.normalizedPath())
                .filter(template -> !template.methods().contains(method.name()) || method.equals(HttpMethod.OPTIONS))
                .ifPresent(template -> request.addHeadersEndHandler(ended -> {
                    if (request.response().getStatusCode() == METHOD_NOT_ALLOWED || method.equals(HttpMethod.OPTIONS)) {
                        request.response().putHeader(HttpHeaders.ALLOW, String.join(", ", template.methods()));
                    }
                }));
        request.next();
    }

    private Optional<PathTemplate> templateOf(String path) {
        return templates.stream()
                .filter(template -> template.pattern().matcher(path).matches())
                .findFirst();
    }

    /** The paths without parameters come first, because a path with a parameter may match the same request. */
    private static List<PathTemplate> templates(JsonObject document) {
        var paths = document.getJsonObject("paths", new JsonObject());
        return paths.fieldNames().stream()
                .sorted(Comparator.comparing(path -> path.contains("{")))
                .map(path -> new PathTemplate(pattern(path), methods(paths.getJsonObject(path))))
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
