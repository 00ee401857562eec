package io.acequia.query.promql;

/// Unwinds an evaluation that has no answer; does not leave this package.
final class EvaluationFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Result.Failed failed;

    EvaluationFailure(Result.Failed failed) {
        super(failed.message(), null, false, false);
        this.failed = failed;
    }

    static EvaluationFailure execution(String message) {
        return new EvaluationFailure(new Result.Failed(Result.Reason.EXECUTION, message));
    }

    static EvaluationFailure tooLarge() {
        return execution(
                "query processing would load too many samples into memory in query execution");
    }

    static EvaluationFailure timeout() {
        return new EvaluationFailure(
                new Result.Failed(
                        Result.Reason.TIMEOUT, "query timed out in expression evaluation"));
    }

    static EvaluationFailure duplicate() {
        return execution("vector cannot contain metrics with the same labelset");
    }

    Result.Failed failed() {
        return failed;
    }
}
