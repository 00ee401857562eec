package io.acequia.settings;

/// Something that must not be seen: comes from a file or the environment only and prints as `***`.
///
/// @param value what is kept secret
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
