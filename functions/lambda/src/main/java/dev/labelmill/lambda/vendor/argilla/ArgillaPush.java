package dev.labelmill.lambda.vendor.argilla;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.vendor.ApiPath;
import dev.labelmill.lambda.vendor.HttpAnswer;
import dev.labelmill.lambda.vendor.JsonApi;
import dev.labelmill.lambda.vendor.PushForm;
import dev.labelmill.lambda.vendor.TaskLine;
import dev.labelmill.lambda.vendor.VendorApi;
import dev.labelmill.lambda.vendor.VendorRefusal;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts a dispatch's records into a dataset, by their {@code external_id}: doing it again changes the same records to the same.
 * Argilla refuses all records of a request for one that is unfit, so that those are halved until the unfit stand alone.
 */
public final class ArgillaPush implements PushForm {

    private static final int MOST_RECORDS = 500;
    private static final int NOT_FOUND = 404;

    private final ArgillaRecord form = new ArgillaRecord();

    @Override
    public List<Refused> push(VendorApi api, Job job) {
        if (job.target().isEmpty()) {
            throw new VendorRefusal("the vendor in batch.json names no target, which is the dataset's id");
        }
        JsonApi argilla = new JsonApi(api, "X-Argilla-Api-Key", job.access().key());
        URI bulk = ApiPath.of(job.access())
                .fixed("api/v1/datasets")
                .part(job.target())
                .fixed("records/bulk")
                .uri();
        List<Refused> refused = new ArrayList<>();
        for (int from = 0; from < job.lines().size(); from += MOST_RECORDS) {
            put(
                    argilla,
                    bulk,
                    job.lines()
                            .subList(
                                    from,
                                    Math.min(from + MOST_RECORDS, job.lines().size())),
                    refused);
        }
        return refused;
    }

    private void put(JsonApi argilla, URI bulk, List<TaskLine> lines, List<Refused> refused) {
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("items");
        lines.forEach(line -> items.add(form.write(line)));
        HttpAnswer answer = argilla.put(bulk, body);
        if (answer.status() == NOT_FOUND) {
            throw new VendorRefusal("Argilla has no dataset of the id that is the vendor's target in batch.json");
        }
        if (answer.isSuccess()) {
            return;
        }
        if (lines.size() == 1) {
            refused.add(new Refused(
                    lines.get(0).task().item(), "Argilla refuses the record with status " + answer.status()));
            return;
        }
        put(argilla, bulk, lines.subList(0, lines.size() / 2), refused);
        put(argilla, bulk, lines.subList(lines.size() / 2, lines.size()), refused);
    }
}
