package io.acequia.settings;

import java.util.List;

/// A value as somebody wrote it, not yet checked.
///
/// @param texts one text, any number for a list
/// @param origin where it was written, such as `acequia.yaml:3`, `ACEQUIA_DATA` or `--data`
record Given(List<String> texts, String origin) {
    Given {
        texts = List.copyOf(texts);
    }
}
