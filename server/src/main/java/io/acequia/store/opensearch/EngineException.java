package io.acequia.store.opensearch;

import java.io.IOException;

/// The cluster did not do what it was asked for; the message says why and what to do.
final class EngineException extends IOException {
    private static final long serialVersionUID = 1;

    EngineException(String message) {
        super(message);
    }

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
