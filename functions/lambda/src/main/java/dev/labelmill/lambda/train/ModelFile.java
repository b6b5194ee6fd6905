package dev.labelmill.lambda.train;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.PrelabelSettings.Trained;
import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.calibration.IsotonicConfidence;
import dev.labelmill.core.prelabel.FeatureVector;
import dev.labelmill.core.sampling.LabelledSoFar;
import dev.labelmill.core.training.Example;
import dev.labelmill.core.training.Foresight;
import dev.labelmill.core.training.Measured;
import dev.labelmill.core.training.Quality;
import dev.labelmill.core.training.Training;
import dev.labelmill.lambda.json.CurveForm;
import dev.labelmill.lambda.json.FeatureForm;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.LabelledForm;
import dev.labelmill.lambda.objects.Bucket;
import dev.labelmill.lambda.objects.Layout;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Writes a head as {@code prelabel} reads it, with what it was fitted to and how good it is. The temperature is in its weights:
 * logits divided by it are those of other weights. A curve that calibrates beyond that is a part of its own.
 */
final class ModelFile {

    /** Of the fingerprint in the key: two contents of a batch's round share it by a chance of 10⁻¹⁹. */
    private static final int FINGERPRINT_BYTES = 8;

    private final Bucket bucket;
    private final Batch batch;

    /** @param batch that the head is trained for */
    ModelFile(Bucket bucket, Batch batch) {
        this.bucket = bucket;
        this.batch = batch;
    }

    /**
     * Stores what was trained after the batch's round.
     *
     * @param start    key of the head that it started from; empty for none
     * @param labelled what the next round's strategy has to know of labelled items, if anything
     * @return its key, which is another for other content
     */
    String write(List<Example> examples, Training training, String start, Optional<LabelledSoFar> labelled) {
        String fingerprint = fingerprint(examples, start, labelled);
        String key = Layout.model(batch.settings().project(), batch.id(), batch.round() + 1, fingerprint);
        bucket.write(key, "application/json", out -> write(fingerprint, training, start, labelled, out));
        return key;
    }

    private void write(
            String fingerprint, Training training, String start, Optional<LabelledSoFar> labelled, OutputStream out)
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
            writeTrained(json, fingerprint, training, start, labelled);
            Optional<IsotonicConfidence> curve = curve(training);
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

    private void writeTrained(
            JsonGenerator json, String fingerprint, Training training, String start, Optional<LabelledSoFar> labelled)
            throws IOException {
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
        writeCalibration(json, training);
        write(json, "heldOut", training.quality());
        if (training.representative().isPresent()) {
            write(json, "heldOutAtRandom", training.representative().get());
        }
        write(json, training.foresight());
        if (labelled.isPresent()) {
            LabelledForm.write(json, labelled.get());
        }
        json.writeEndObject();
    }

    private Optional<IsotonicConfidence> curve(Training training) {
        Calibration wanted = ((Trained) batch.settings().prelabel()).calibration();
        return wanted == Calibration.ISOTONIC ? training.isotonic() : Optional.empty();
    }

    /** How the confidences are calibrated; where another way was asked for, why it is not that one. */
    private void writeCalibration(JsonGenerator json, Training training) throws IOException {
        boolean asked = ((Trained) batch.settings().prelabel()).calibration() == Calibration.ISOTONIC;
        boolean fitted = curve(training).isPresent();
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

    /**
     * Of all that the file depends on: what was learnt from, where it started, and what people had said. Equal ones, with the
     * examples in any order, have the same. Of two trainings with another label or another image between them, none replaces
     * what the other wrote.
     */
    private static String fingerprint(List<Example> examples, String start, Optional<LabelledSoFar> labelled) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        try (DataOutputStream content = new DataOutputStream(
                new BufferedOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest)))) {
            content.writeUTF(start);
            List<Example> sorted =
                    examples.stream().sorted(Comparator.comparing(Example::id)).toList();
            for (Example example : sorted) {
                write(content, example);
            }
            if (labelled.isPresent()) {
                write(content, labelled.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    private static void write(DataOutputStream content, Example example) throws IOException {
        content.writeUTF(example.id());
        content.writeInt(example.round());
        content.writeDouble(example.weight());
        for (double probability : example.target()) {
            content.writeDouble(probability);
        }
        FeatureVector features = example.features();
        content.writeInt(features.size());
        for (int i = 0; i < features.size(); i++) {
            content.writeInt(features.indices()[i]);
            content.writeFloat(features.values()[i]);
        }
    }

    private static void write(DataOutputStream content, LabelledSoFar labelled) throws IOException {
        content.writeDouble(labelled.modelWeight());
        content.writeDouble(labelled.annotatorWeight());
        for (Map.Entry<String, LabelledSoFar.Item> one : labelled.items().entrySet()) {
            LabelledSoFar.Item item = one.getValue();
            content.writeUTF(one.getKey());
            content.writeUTF(item.label() + " " + item.labels() + " " + item.crowdClaims());
        }
    }
}
