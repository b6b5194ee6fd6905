package dev.labelmill.aws.stage;

import java.util.Optional;

/** How vendors' webhooks come in. */
public sealed interface Door {

    /** A Lambda function URL: nothing to pay beside the function; who calls is told by the signature alone. */
    record FunctionUrl() implements Door {}

    /**
     * An HTTP API behind a CloudFront distribution with a web ACL. A web ACL cannot be put on an HTTP API itself.
     *
     * @param requestsPerSecond the HTTP API's steady rate; more is answered 429
     * @param burst             requests at once on top of it
     * @param requestsPerAddress that one address may send within five minutes, at least 10
     * @param webAcl            ARN of a web ACL of scope CLOUDFRONT to use; empty to make one, which works in us-east-1 only
     */
    record HttpApi(int requestsPerSecond, int burst, int requestsPerAddress, Optional<String> webAcl) implements Door {}
}
