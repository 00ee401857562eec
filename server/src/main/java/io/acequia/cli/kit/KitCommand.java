package io.acequia.cli.kit;

import io.acequia.cli.ExitCode;
import io.acequia.cli.Failure;
import java.io.PrintWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `acequia kit`: boards for other products.
@Command(
        name = "kit",
        description = {
            "Show events in OpenSearch Dashboards, Kibana or Grafana.",
            "A kit holds the boards Weather and Collector and what they need there."
        })
public final class KitCommand {
    /// Names of indices (lower case, at most 255 bytes with what follows the prefix).
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");

    private final PrintWriter out;
    private final PrintWriter err;

    /// @param out takes results
    /// @param err takes everything else
    public KitCommand(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the kits and their files.")
    int list() {
        for (var kit : Kit.values()) {
            out.println(kit.label() + "\t" + String.join(" ", kit.files()));
        }
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "show",
            mixinStandardHelpOptions = true, // later it would mix up the arguments
            description = "Print a file of a kit, to import it by hand.")
    int show(
            @Parameters(
                            paramLabel = "KIT",
                            converter = KitName.class,
                            completionCandidates = KitName.class,
                            description = "${COMPLETION-CANDIDATES}.")
                    Kit kit,
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            description = "Which file, when the kit has several.")
                    @Nullable String file,
            @Option(
                            names = "--prefix",
                            paramLabel = "<text>",
                            description = "What the names of indices begin with (acequia).")
                    @Nullable String prefix)
            throws Failure {
        var files = String.join(", ", kit.files());
        if (file == null && kit.files().size() > 1) {
            throw new Failure(ExitCode.USAGE, kit.label() + " has several files; add " + files);
        }
        var name = file == null ? kit.files().getFirst() : file;
        if (!kit.files().contains(name)) {
            throw new Failure(ExitCode.USAGE, kit.label() + " has no " + name + " but " + files);
        }
        out.print(kit.text(name, prefix(kit, prefix)));
        out.flush();
        return ExitCode.OK;
    }

    @Command(
            name = "install",
            mixinStandardHelpOptions = true,
            description = {
                "Install a kit, or renew it; what was changed in its boards is lost.",
                "Secrets are read from files, since others see the command line."
            })
    int install(
            @Parameters(
                            paramLabel = "KIT",
                            converter = KitName.class,
                            completionCandidates = KitName.class,
                            description = "${COMPLETION-CANDIDATES}.")
                    Kit kit,
            @Option(
                            names = "--prefix",
                            paramLabel = "<text>",
                            description = "What the names of indices begin with (acequia).")
                    @Nullable String prefix,
            @Mixin InstallOptions options)
            throws Failure, InterruptedException {
        options.check(kit);
        var text = kit.text(kit.files().getFirst(), prefix(kit, prefix));
        var product = options.product(kit);
        switch (kit) {
            case OPENSEARCH_DASHBOARDS, KIBANA ->
                    new SavedObjects(product, kit, options.tenant(), out).install(text);
            case GRAFANA ->
                    new Grafana(product, out, err)
                            .install(options.acequia(), options.acequiaToken());
        }
        return ExitCode.OK;
    }

    private static String prefix(Kit kit, @Nullable String prefix) throws Failure {
        if (prefix == null) {
            return Kit.PREFIX;
        }
        if (kit == Kit.GRAFANA) {
            throw InstallOptions.foreign("--prefix", kit);
        }
        if (!PREFIX.matcher(prefix).matches()) {
            throw new Failure(
                    ExitCode.USAGE,
                    "--prefix is "
                            + prefix
                            + "; use up to 100 of a to z, 0 to 9, . _ -, beginning with a letter"
                            + " or digit");
        }
        return prefix;
    }
}
