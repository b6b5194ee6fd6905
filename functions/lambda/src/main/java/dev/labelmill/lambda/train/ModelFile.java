package dev.labelmill.lambda.train;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.PrelabelSettings.Trained;
import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.calibration.IsotonicConfidence;
import dev.labelmill.core.training.Example;
import dev.labelmill.core.training.Foresight;
import dev.labelmill.core.training.Measured;
import dev.labelmill.core.training.Quality;
import dev.labelmill.core.training.Training;
import dev.labelmill.lambda.json.CurveForm;
import dev.labelmill.lambda.json.FeatureForm;
import dev.labelmill.lambda.json.HeldOutForm;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Writes a head as {@code prelabel} reads it, with what it was fitted to and how good it is. The temperature is in its weights:
 * logits divided by it are those of other weights. A curve that calibrates beyond that is a part of its own.
 */
final class ModelFile {

    private final Bucket bucket;

    ModelFile(Bucket bucket) {
        this.bucket = bucket;
    }

    /**
     * Stores what was trained after the batch's round.
     *
     * @param start key of the head that it started from; empty for none
     * @return its key
     */
    String write(Batch batch, List<Example> examples, Training training, String start) {
        String fingerprint = fingerprint(examples);
        String key = Layout.model(batch.settings().project(), batch.id(), batch.round() + 1, fingerprint);
        bucket.write(key, "application/json", out -> write(batch, fingerprint, training, start, out));
        return key;
    }

    private static void write(Batch batch, String fingerprint, Training training, String start, OutputStream out)
            throws IOException {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.writeStartObject();
            json.writeStringField("version", batch.id() + "-" + (batch.round() + 1) + "-" + fingerprint);
            json.writeFieldName("features");
            json.writeTree(FeatureForm.write(((Trained) batch.settings().prelabel()).features()));
            json.writeArrayFieldStart("classes");
            for (String name : batch.settings().singleChoice().classes()) {
                json.writeString(name);
            }
            json.writeEndArray();
            writeTrained(json, batch, fingerprint, training, start);
            Optional<IsotonicConfidence> curve = curve(batch, training);
            if (curve.isPresent()) {
                json.writeFieldName("calibration");
                json.writeTree(CurveForm.write(curve.get()));
            }
            row(json, "bias", training.head().bias(), training.temperature());
            json.writeArrayFieldStart("weights");
            for (float[] weights : training.head().weights()) {
                sparse(json, weights, training.temperature());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeTrained(
            JsonGenerator json, Batch batch, String fingerprint, Training training, String start) throws IOException {
        json.writeObjectFieldStart("trained");
        json.writeStringField("batch", batch.id());
        json.writeNumberField("round", batch.round());
        json.writeNumberField("examples", training.examples());
        json.writeStringField("fingerprint", fingerprint);
        if (!start.isEmpty()) {
            json.writeStringField("start", start);
        }
        json.writeNumberField("classesSeen", training.classesSeen());
        json.writeNumberField("l2", training.l2());
        json.writeNumberField("temperature", training.temperature());
        writeCalibration(json, batch, training);
        write(json, "heldOut", training.quality());
        if (training.representative().isPresent()) {
            write(json, "heldOutAtRandom", training.representative().get());
        }
        write(json, training.foresight());
        if (batch.settings().rounds().orElseThrow().strategy().relabels()) {
            HeldOutForm.write(json, training.heldOutPredictions());
        }
        json.writeEndObject();
    }

    private static Optional<IsotonicConfidence> curve(Batch batch, Training training) {
        Calibration wanted = ((Trained) batch.settings().prelabel()).calibration();
        return wanted == Calibration.ISOTONIC ? training.isotonic() : Optional.empty();
    }

    /** How the confidences are calibrated; where another way was asked for, why it is not that one. */
    private static void writeCalibration(JsonGenerator json, Batch batch, Training training) throws IOException {
        boolean asked = ((Trained) batch.settings().prelabel()).calibration() == Calibration.ISOTONIC;
        boolean fitted = curve(batch, training).isPresent();
        json.writeStringField("calibration", fitted ? "isotonic" : "temperature");
        if (asked && !fitted) {
            json.writeStringField(
                    "calibrationNote",
                    "isotonic was asked for and takes " + IsotonicConfidence.FEWEST
                            + " predictions on items drawn at random or foreseen by the head before; there are "
                            + training.honestPredictions());
        }
    }

    private static void write(JsonGenerator json, Foresight foresight) throws IOException {
        json.writeObjectFieldStart("foresight");
        json.writeNumberField("items", foresight.items());
        json.writeArrayFieldStart("microNats");
        for (long loss : foresight.losses()) {
            json.writeNumber(loss);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Quality quality) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("examples", quality.examples());
        write(json, "accuracy", quality.accuracy());
        write(json, "logLoss", quality.logLoss());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, Measured measured) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("value", measured.value());
        json.writeNumberField("low", measured.low());
        json.writeNumberField("high", measured.high());
        json.writeEndObject();
    }

    private static void row(JsonGenerator json, String name, float[] row, double temperature) throws IOException {
        json.writeArrayFieldStart(name);
        for (float number : row) {
            json.writeNumber((float) (number / temperature));
        }
        json.writeEndArray();
    }

    private static void sparse(JsonGenerator json, float[] row, double temperature) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < row.length; i++) {
            if (row[i] != 0) {
                json.writeNumberField(Integer.toString(i), (float) (row[i] / temperature));
            }
        }
        json.writeEndObject();
    }

    /** Of what was learnt from: equal examples, in any order, have the same. */
    private static String fingerprint(List<Example> examples) {
        byte[] content = examples.stream()
                .sorted(Comparator.comparing(Example::id))
                .map(example -> example.id() + Arrays.toString(example.target()))
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8);
        return Long.toHexString(MurmurHash3.hash128x64(content)[0]);
    }
}
