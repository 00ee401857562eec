package io.acequia;

import io.acequia.console.Readiness;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Not ready from the moment that the process is asked to end, though it still answers.
///
/// @param source says whether it is ready until then
/// @param isLeaving whether it was asked to end
record UntilLeaving(Readiness source, BooleanSupplier isLeaving) implements Readiness {
    @Override
    public Optional<String> obstacle() {
        return isLeaving.getAsBoolean()
                ? Optional.of("the server was asked to end")
                : source.obstacle();
    }

    @Override
    public Optional<String> hang() {
        return source.hang();
    }
}
