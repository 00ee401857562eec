package io.acequia.cli.weather;

/// The weather is not to be had; the line says why and what to do next.
public final class WeatherException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Who is at fault.
    public enum Fault {
        /// What was asked for: the city, the key.
        REQUEST,
        /// The service, which answers nonsense or an error.
        SERVICE,
        /// The way to the service.
        NETWORK
    }

    private final Fault fault;
    private final String line;

    WeatherException(Fault fault, String line) {
        super(line);
        this.fault = fault;
        this.line = line;
    }

    /// Returns who is at fault.
    public Fault fault() {
        return fault;
    }

    @Override
    public String getMessage() {
        return line;
    }
}
