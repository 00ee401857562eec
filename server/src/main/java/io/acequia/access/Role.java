package io.acequia.access;

import java.util.Locale;

/// What somebody may do.
public enum Role {
    /// See events, dashboards and settings.
    VIEWER,

    /// Change dashboards as well.
    EDITOR;

    /// Returns the name that people write.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
