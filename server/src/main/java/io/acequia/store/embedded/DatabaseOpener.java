package io.acequia.store.embedded;

import java.io.IOException;

/// Opens the database of a data directory.
@FunctionalInterface
interface DatabaseOpener {
    /// Opens the database, or makes it when there is none.
    Database open() throws IOException;
}
