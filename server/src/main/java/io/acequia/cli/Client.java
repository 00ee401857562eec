package io.acequia.cli;

import picocli.CommandLine.Command;

/// `acequia client`: the client commands as the thesis had them, with the common options before the
/// command. [CommandTree] hands them on.
@Command(
        name = "client",
        description = "The client commands with their common options in front.",
        synopsisSubcommandLabel = "COMMAND")
final class Client {}
