package dev.labelmill.lambda.wiring;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Parameters that stand for secrets, which are refused undecrypted as AWS refuses them, and notes of what was asked for. */
final class StoredParameters implements SsmClient {

    private final List<String> asked = new ArrayList<>();

    /** What for, and how. */
    List<String> asked() {
        return asked;
    }

    @Override
    public GetParameterResponse getParameter(GetParameterRequest request) {
        note(request.name(), request.withDecryption());
        throw SsmException.builder()
                .statusCode(400)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode("ValidationException")
                        .errorMessage("WithDecryption flag must be True for retrieving a Secret Manager secret.")
                        .build())
                .build();
    }

    @Override
    public GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        note(request.path(), request.withDecryption());
        return GetParametersByPathResponse.builder().build();
    }

    private void note(String name, boolean decrypted) {
        asked.add(name + (decrypted ? " decrypted" : " undecrypted"));
    }

    @Override
    public String serviceName() {
        return "ssm";
    }

    @Override
    public void close() {}
}
