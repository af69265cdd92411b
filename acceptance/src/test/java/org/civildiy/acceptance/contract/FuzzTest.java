package org.civildiy.acceptance.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;
import org.civildiy.local.Checker;

import static java.util.Objects.requireNonNullElse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Fuzzing of each service by its OpenAPI document, through the gateway, with a token and without one. The requests fit the
 * document or do not; every response has to be one that the document describes, and no service logs an error. Seed and number of
 * examples are fixed; {@code make fuzz} takes others.
 */
@AcceptanceTest
class FuzzTest {
    private static final Path SETTINGS = Path.of("src", "test", "fuzz");
    private static final Path WORK = Path.of("target", "fuzz").toAbsolutePath();
    private static final String EXAMPLES = requireNonNullElse(System.getenv("FUZZ_EXAMPLES"), "10");
    private static final String SEED = requireNonNullElse(System.getenv("FUZZ_SEED"), "2026");
    /** Not the example of the OpenAPI documents: with that password the fuzzer would delete the account that it uses. */
    private static final String PASSWORD = "a password for the fuzzer alone";

    private static final String SIGNED_IN = """

            [auth.dynamic.openapi.bearer]
            path = "/api/auth/login"
            method = "post"
            payload = { email = "${EMAIL}", password = "${PASSWORD}" }
            extract_from = "body"
            extract_selector = "/access_token"
            retry_on = [401]
            """;

    private final Visitor visitor;
    private final Operator operator;

    FuzzTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @ParameterizedTest
    @CsvSource({
        "auth-service, true", "profile-service, true", "posts-service, true", "feed-service, true",
        "auth-service, false", "profile-service, false", "posts-service, false", "feed-service, false"
    })
    void a_service_answers_as_its_openapi_document_says(String service, boolean signedIn) throws IOException {
        // Given
        operator.assumeInControl();
        var document = document(service);
        var settings = settings(signedIn);
        var name = Visitor.unusedName();
        visitor.register(name + "@example.com", name, PASSWORD).then().statusCode(201);
        var log = operator.log(service);
        var linesBefore = Files.readAllLines(log).size();
        // When
        ThrowingCallable fuzzing = () -> Checker.SCHEMATHESIS.run(
                WORK,
                Map.of("EMAIL", name + "@example.com", "PASSWORD", PASSWORD),
                "--no-color",
                "--config-file",
                settings.toString(),
                "run",
                document.toString(),
                "--url",
                visitor.gateway().toString(),
                "--seed",
                SEED,
                "--max-examples",
                EXAMPLES);
        // Then
        assertThatCode(fuzzing).doesNotThrowAnyException();
        assertThat(Files.readAllLines(log).stream().skip(linesBefore))
                .noneMatch(line -> line.contains(" ERROR ") || line.contains(" FATAL "));
    }

    private Path document(String service) throws IOException {
        var text = operator.instances(service)
                .getFirst()
                .get("/openapi?format=json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        Files.createDirectories(WORK);
        return Files.writeString(WORK.resolve(service + ".json"), text);
    }

    private static Path settings(boolean signedIn) throws IOException {
        Files.copy(SETTINGS.resolve("formats.py"), WORK.resolve("formats.py"), StandardCopyOption.REPLACE_EXISTING);
        var settings = Files.readString(SETTINGS.resolve("schemathesis.toml"));
        return Files.writeString(WORK.resolve(signedIn + ".toml"), signedIn ? settings + SIGNED_IN : settings);
    }
}
