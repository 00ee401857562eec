package io.acequia.store.embedded;

import java.io.IOException;

/// Says why a store cannot be opened and what to do about it, in a message for the operator.
public final class StoreException extends IOException {
    /// Carries a message that needs no cause to be understood.
    public StoreException(String message) {
        super(message);
    }

    /// Carries a message and what led to it.
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
