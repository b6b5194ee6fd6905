package dev.labelmill.lambda.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.batch.Phase;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.util.Optional;

/** What a batch that is done proves, from its report. */
public final class Certified {

    private final Bucket bucket;

    public Certified(Bucket bucket) {
        this.bucket = bucket;
    }

    /** The notice of the certificate that a batch has, if this one tells that it is done and it has one. */
    Optional<Notice> of(Notice notice) {
        boolean done = notice.type().equals(Notice.BATCH_PHASE)
                && Phase.DONE.name().equals(notice.data().path("phase").asText());
        return done
                ? bucket.read(Layout.result(notice.data().path("batch").asText(), "report.json"))
                        .map(Json::parse)
                        .filter(report -> report.path("certificate").isObject())
                        .map(report -> certified(notice, report))
                : Optional.empty();
    }

    private static Notice certified(Notice done, JsonNode report) {
        JsonNode certificate = report.path("certificate");
        ObjectNode data = Json.object();
        data.set("batch", done.data().path("batch"));
        data.set("project", done.data().path("project"));
        data.set("errorBound", certificate.path("errorBound"));
        data.set("confidence", certificate.path("confidence"));
        data.set("verdict", report.path("verdict"));
        data.set("strata", certificate.path("strata"));
        return Notice.of(Notice.BATCH_CERTIFIED, done.id(), done.at(), done.project(), data);
    }
}
