package dev.labelmill.lambda.prelabel.hosted;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sagemakerruntime.model.ModelErrorException;

/**
 * What a failed call says about its items, once the SDK has tried as often as it may. Services put contents into their
 * messages, so nothing is taken of them but the error's code.
 */
final class Failures {

    private static final int FIRST_SERVER_ERROR = 500;

    private Failures() {}

    static Answer of(SdkException failure, String model) {
        if (failure instanceof ApiCallTimeoutException) {
            // Attempts have a time of their own; a whole call's ends with the invocation's.
            return new Answer.Late(true);
        }
        if (!(failure instanceof AwsServiceException told)) {
            return new Answer.Trouble(model + " did not answer in time or could not be reached");
        }
        String error = code(told);
        int status = told.statusCode();
        if (told.isThrottlingException() || status == 429) {
            return new Answer.Throttled(model + " asks to be called less: " + error);
        }
        if (status == 401 || status == 403 || status == 404) {
            return new Answer.Forbidden(model + " may not be called, or is not there: " + error);
        }
        boolean trouble = status >= FIRST_SERVER_ERROR
                || status == 408
                || failure instanceof ModelErrorException broken
                        && broken.originalStatusCode() != null
                        && broken.originalStatusCode() >= FIRST_SERVER_ERROR;
        return trouble
                ? new Answer.Trouble(model + " was in trouble: " + error)
                : new Answer.Refused(model + " refused the item: " + error);
    }

    private static String code(AwsServiceException told) {
        AwsErrorDetails details = told.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        return code.matches("[A-Za-z0-9_.]{1,80}") ? code : "status " + told.statusCode();
    }
}
