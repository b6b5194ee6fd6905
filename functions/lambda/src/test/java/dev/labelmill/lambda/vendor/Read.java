package dev.labelmill.lambda.vendor;

import dev.labelmill.core.signature.Verdict.Accepted;
import dev.labelmill.lambda.payload.LabelProblem;
import dev.labelmill.lambda.payload.ParsedPayload;
import dev.labelmill.lambda.payload.PayloadParser;
import dev.labelmill.lambda.payload.StrictJson;
import dev.labelmill.lambda.payload.UnusableContent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A body as a vendor's parser reads it. */
public final class Read {

    private Read() {}

    public static ParsedPayload by(PayloadParser parser, String body) throws UnusableContent {
        return parser.parse(
                StrictJson.readVendors(body.getBytes(StandardCharsets.UTF_8)), new Accepted(Optional.of("msg_1")));
    }

    /** What is wrong with it. */
    public static List<String> problems(PayloadParser parser, String body) throws UnusableContent {
        return by(parser, body).problems().stream().map(LabelProblem::sentence).toList();
    }
}
