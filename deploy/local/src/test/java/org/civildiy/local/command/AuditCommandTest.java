package org.civildiy.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.local.host.FindingsException;
import org.civildiy.local.host.StackException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is made of a scanner's end. Scripts end as osv-scanner does: the database that it asks is on the internet. */
class AuditCommandTest {
    @TempDir
    Path directory;

    private Path bill;

    @BeforeEach
    void writeBill() throws IOException {
        bill = Files.writeString(directory.resolve("bom.json"), "{}");
    }

    @Test
    void a_bill_without_known_vulnerabilities_is_passed_with_what_the_scanner_says() {
        // Given
        String scanner = scanner("echo \"$*\"; echo 'No issues found'");
        // When
        String said = AuditCommand.audit(scanner, bill);
        // Then
        assertThat(said).isEqualTo("scan source --lockfile " + bill + "\nNo issues found");
    }

    @Test
    void known_vulnerabilities_fail_with_the_whole_table_of_them() {
        // Given
        String scanner = scanner("echo 'GHSA-1 | Maven | one'; echo 'GHSA-2 | Maven | two'; exit 1");
        // When
        ThrowingCallable audit = () -> AuditCommand.audit(scanner, bill);
        // Then
        assertThatThrownBy(audit)
                .isInstanceOf(FindingsException.class)
                .hasMessage("GHSA-1 | Maven | one\nGHSA-2 | Maven | two");
    }

    @Test
    void a_database_that_does_not_answer_fails_in_one_line_that_calls_nothing_safe() {
        // Given
        String scanner =
                scanner("echo 'Scanned bom.json'; echo 'error: lookup api.osv.dev: no such host' >&2; exit 127");
        // When
        ThrowingCallable audit = () -> AuditCommand.audit(scanner, bill);
        // Then
        assertThatThrownBy(audit)
                .isInstanceOf(StackException.class)
                .hasMessage(
                        "nothing is known about vulnerabilities, for the OSV database did not answer (it needs a network): "
                                + "error: lookup api.osv.dev: no such host");
    }

    @Test
    void a_scanner_that_fails_by_itself_is_not_taken_for_a_missing_network() {
        // Given
        String scanner = scanner("echo 'error: cannot read bom.json' >&2; exit 127");
        // When
        ThrowingCallable audit = () -> AuditCommand.audit(scanner, bill);
        // Then
        assertThatThrownBy(audit)
                .isInstanceOf(StackException.class)
                .hasMessage("nothing is known about vulnerabilities, for osv-scanner could not do its work: "
                        + "error: cannot read bom.json");
    }

    @Test
    void a_bill_in_which_the_scanner_finds_no_package_is_not_a_clean_one() {
        // Given
        String scanner = scanner("exit 128");
        // When
        ThrowingCallable audit = () -> AuditCommand.audit(scanner, bill);
        // Then
        assertThatThrownBy(audit).isInstanceOf(StackException.class).hasMessageContaining("lists no package");
    }

    @Test
    void a_bill_that_is_not_there_is_asked_for() {
        // Given
        Path none = directory.resolve("none.json");
        // When
        ThrowingCallable audit = () -> AuditCommand.audit(scanner("exit 0"), none);
        // Then
        assertThatThrownBy(audit).isInstanceOf(StackException.class).hasMessageContaining("make sbom");
    }

    private String scanner(String script) {
        try {
            Path scanner = Files.writeString(directory.resolve("osv-scanner"), "#!/bin/sh\n" + script + "\n");
            assertThat(scanner.toFile().setExecutable(true)).isTrue();
            return scanner.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
