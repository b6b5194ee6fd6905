package dev.labelmill.lambda.stage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.labelmill.lambda.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The format of report.json: whatever report a test reads follows it. */
public final class ReportSchema {

    private static final String RESOURCE = "/schema/report.v1.schema.json";
    private static final Schema SCHEMA = schema();

    private ReportSchema() {}

    /** Parses a report that follows the schema; fails the test if it does not. */
    public static JsonNode parse(String report) {
        assertThat(errors(report)).as("what the schema says of %s", report).isEmpty();
        return Json.parse(report.getBytes(StandardCharsets.UTF_8));
    }

    /** What a document does not keep to. */
    public static List<Error> errors(String report) {
        return SCHEMA.validate(report, InputFormat.JSON);
    }

    private static Schema schema() {
        try (InputStream in = ReportSchema.class.getResourceAsStream(RESOURCE)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(in.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
