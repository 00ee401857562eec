package io.acequia.device;

import java.time.Instant;

/// A request that was refused, in words for people.
///
/// @param time when it was refused
/// @param method such as `POST`
/// @param path such as `/event`
/// @param code of the answer, such as `4.00`
/// @param reason why
/// @param payload its first bytes as [FirstBytes] shows them
public record RejectedRequest(
        Instant time, String method, String path, String code, String reason, String payload) {}
