package org.civildiy.auth.account;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.RunningPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.auth.Requests.PASSWORD;
import static org.civildiy.auth.Requests.addressOf;
import static org.civildiy.auth.Requests.awaitReadiness;
import static org.civildiy.auth.Requests.login;
import static org.civildiy.auth.Requests.newName;
import static org.civildiy.auth.Requests.register;

/** A hook that confirms registrations, as one that sends mail does, in the place of the default. */
@QuarkusTest
@TestProfile(RegistrationHookTest.Confirming.class)
@WithTestResource(value = RunningPostgres.class, scope = TestResourceScope.GLOBAL)
class RegistrationHookTest {
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private final String name = newName();

    @Inject
    Mailbox mailbox;

    @Inject
    AccountCreation creation;

    /** What an installation with e-mail has: the setting, and a hook. */
    public static class Confirming implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("auth.registration.conceal", "true");
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(Mailbox.class);
        }
    }

    /** The hook: it keeps the registrations until they are confirmed. */
    @Alternative
    @ApplicationScoped
    static class Mailbox implements RegistrationHook {
        private final List<Mail> mails = new CopyOnWriteArrayList<>();

        @Override
        public Uni<Void> requested(PendingRegistration registration, boolean taken) {
            mails.add(new Mail(registration, taken));
            return registration.username().startsWith("fail")
                    ? Uni.createFrom().failure(new IllegalStateException("no mail server"))
                    : Uni.createFrom().voidItem();
        }

        Mail mailTo(String username) {
            return await("a mail")
                    .atMost(A_WHILE)
                    .until(
                            () -> mails.stream()
                                    .filter(mail ->
                                            mail.registration().username().equals(username))
                                    .findFirst(),
                            found -> found.isPresent())
                    .orElseThrow();
        }
    }

    record Mail(PendingRegistration registration, boolean taken) {}

    @BeforeEach
    void ready() {
        awaitReadiness();
    }

    @Test
    void before_it_is_confirmed_a_registration_is_no_account() {
        // When
        register(name).then().statusCode(202);
        // Then
        assertThat(mailbox.mailTo(name).taken()).isFalse();
        login(addressOf(name), PASSWORD).then().statusCode(401);
    }

    @Test
    void a_confirmed_registration_is_an_account() throws Throwable {
        // Given
        register(name);
        // When
        confirm(mailbox.mailTo(name));
        // Then
        login(addressOf(name), PASSWORD).then().statusCode(200);
    }

    @Test
    void the_hook_is_told_that_an_address_is_taken() throws Throwable {
        // Given
        register(name);
        confirm(mailbox.mailTo(name));
        var other = newName();
        // When
        register(addressOf(name), other, PASSWORD).then().statusCode(202);
        // Then
        assertThat(mailbox.mailTo(other).taken()).isTrue();
    }

    @Test
    void a_taken_address_is_the_same_work_as_a_free_one() throws Throwable {
        // Given
        register(name);
        confirm(mailbox.mailTo(name));
        // When
        var taken = Work.of(() -> register(addressOf(name), newName(), PASSWORD));
        var free = Work.of(() -> register(newName()));
        // Then
        assertThat(taken).isEqualTo(free).isEqualTo(new Work(1, 1));
    }

    @Test
    void a_hook_that_fails_changes_no_answer() {
        // When
        var response = register("fail-" + name);
        // Then
        response.then().statusCode(202);
    }

    private void confirm(Mail mail) throws Throwable {
        VertxContextSupport.subscribeAndAwait(() -> creation.complete(mail.registration()));
    }
}
