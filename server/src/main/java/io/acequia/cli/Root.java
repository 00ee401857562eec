package io.acequia.cli;

import picocli.CommandLine.Command;

/// `acequia` without a sub-command.
@Command(
        name = "acequia",
        description = "Telemetry over CoAP that is stored before it is acknowledged.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 ok, 1 internal error, 2 usage or settings, 3 the server answered 4.xx,"
                    + " 4 it answered 5.xx, 5 no answer.",
            "Start a server with: acequia serve"
        })
final class Root {}
