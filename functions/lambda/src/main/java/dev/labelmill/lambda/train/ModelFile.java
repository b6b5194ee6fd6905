package dev.labelmill.lambda.train;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.labelmill.core.batch.Batch;
import dev.labelmill.core.batch.PrelabelSettings.Trained;
import dev.labelmill.core.calibration.Calibration;
import dev.labelmill.core.calibration.IsotonicConfidence;
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
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Writes a head as {@code prelabel} reads it, with what it was fitted to and how good it is. The temperature is in its weights:
 * logits divided by it are those of other weights. A curve that calibrates beyond that is a part of its own.
 */
final class ModelFile {

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
        String fingerprint = fingerprint(examples, labelled);
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
     * Of what was learnt from, and what people had said: equal examples and labels, in any order, have the same. Of two
     * trainings with a label between them, none replaces what the other wrote.
     */
    private static String fingerprint(List<Example> examples, Optional<LabelledSoFar> labelled) {
        Stream<String> learnt = examples.stream()
                .sorted(Comparator.comparing(Example::id))
                .map(example -> example.id() + Arrays.toString(example.target()));
        Stream<String> said = labelled.stream()
                .flatMap(soFar -> Stream.concat(
                        Stream.of(soFar.modelWeight() + " " + soFar.annotatorWeight()),
                        soFar.items().entrySet().stream().map(ModelFile::said)));
        byte[] content =
                Stream.concat(learnt, said).collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
        return Long.toHexString(MurmurHash3.hash128x64(content)[0]);
    }

    private static String said(Map.Entry<String, LabelledSoFar.Item> one) {
        LabelledSoFar.Item item = one.getValue();
        return one.getKey() + item.label() + item.labels() + " " + item.crowdClaims();
    }
}
