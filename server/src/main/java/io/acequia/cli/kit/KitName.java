package io.acequia.cli.kit;

import io.acequia.text.Nearest;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a kit, and lists the names for completion.
final class KitName implements ITypeConverter<Kit>, Iterable<String> {
    private static final List<String> ALL = Arrays.stream(Kit.values()).map(Kit::label).toList();

    @Override
    public Kit convert(String name) {
        for (var kit : Kit.values()) {
            if (kit.label().equals(name)) {
                return kit;
            }
        }
        throw new TypeConversionException(
                "'"
                        + name
                        + "' is no kit; "
                        + Nearest.to(name, ALL)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("use one of " + String.join(", ", ALL)));
    }

    @Override
    public java.util.Iterator<String> iterator() {
        return ALL.iterator();
    }
}
