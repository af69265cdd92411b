package org.civildiy.local.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import org.civildiy.local.fetch.Cache;
import org.civildiy.local.fetch.CheckerTools;
import org.civildiy.local.host.FindingsException;
import org.civildiy.local.host.Shell;
import org.civildiy.local.host.Spawner;
import org.civildiy.local.host.StackException;

/**
 * The command {@code audit}: a query of the OSV database for known vulnerabilities of the packages in a bill of materials.
 *
 * <p>The audit needs a network, so the tests do not run it. Without a network the command fails with a message of one line: an audit
 * without an answer must not look like an audit without findings.
 */
@Command(name = "audit", description = "Ask for known vulnerabilities of what a bill of materials lists.")
final class AuditCommand implements Runnable {
    /** The exit codes of osv-scanner: <a href="https://google.github.io/osv-scanner/output/#return-codes">return codes</a>. */
    private static final int NOTHING_KNOWN = 0;

    private static final int VULNERABLE = 1;
    private static final int NO_PACKAGES = 128;

    private static final String DATABASE = "api.osv.dev";

    @ParentCommand
    private StackCommand main;

    @Parameters(index = "0", description = "the bill, as CycloneDX writes it")
    private Path bill;

    @Override
    public void run() {
        Path file = main.project().resolve(bill);
        String scanner = CheckerTools.OSV_SCANNER
                .locate(Cache.ofUser(), System.out::println)
                .command("osv-scanner");
        System.out.println(audit(scanner, file));
    }

    /**
     * Returns the scanner's output when it knows no vulnerability of the packages in the bill.
     *
     * @throws FindingsException with the scanner's table, when it knows vulnerabilities
     * @throws StackException with a message of one line, when the bill is missing or empty, the database cannot be reached, or the scanner
     *     fails. Without a network that takes about 20 s, because the scanner tries four times.
     */
    static String audit(String scanner, Path bill) {
        if (!Files.isRegularFile(bill)) {
            throw new StackException(bill + " is not there: make it with `make sbom`");
        }
        Shell.Ended ended = Shell.ended(
                List.of(scanner, "scan", "source", "--lockfile", bill.toString()),
                Map.of(),
                bill.getParent(),
                Spawner.User.CALLER);
        return switch (ended.code()) {
            case NOTHING_KNOWN -> ended.output().strip();
            case VULNERABLE -> throw new FindingsException(ended.output().strip());
            case NO_PACKAGES -> throw new StackException(bill + " lists no package: make it anew with `make sbom`");
            default -> throw new StackException(unanswered(Shell.reason(ended.output())));
        };
    }

    /** The scanner has the same exit code for every other failure. A failure of the network is recognised by the address in its message. */
    private static String unanswered(String reason) {
        String cause = reason.contains(DATABASE)
                ? "the OSV database did not answer (it needs a network)"
                : "osv-scanner could not do its work";
        return "nothing is known about vulnerabilities, for %s: %s".formatted(cause, reason);
    }
}
