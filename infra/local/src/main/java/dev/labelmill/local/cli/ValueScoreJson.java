package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.CoefficientForm;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.local.scoring.ValueAnnotator;
import dev.labelmill.local.scoring.ValueScore;
import dev.labelmill.local.scoring.ValueTable;

/** A score of values as a file for programs. */
final class ValueScoreJson {

    private ValueScoreJson() {}

    static ObjectNode of(ValueScore<?> score) {
        ValueTable<?> labels = score.labels();
        ObjectNode json = Json.object()
                .put("type", labels.kind().toString())
                .put("rows", labels.rows())
                .put("repeats", labels.rows() - labels.labels())
                .put("labels", labels.labels())
                .put("tasks", labels.tasks().size())
                .put("goldTasks", labels.gold().size());
        ArrayNode classes = json.putArray("classes");
        labels.type().classes().forEach(classes::add);
        ObjectNode methods = json.putObject("methods");
        score.methods().forEach(method -> addMethod(methods.putObject(method.name()), method));
        json.put("chosen", score.chosen());
        ScoreFormat.addCoefficients(json.putObject("agreement"), score.agreement());
        ArrayNode annotators = json.putArray("annotators");
        score.annotators().forEach(annotator -> addAnnotator(annotators.addObject(), annotator));
        return json;
    }

    private static void addMethod(ObjectNode json, ValueScore.Method method) {
        method.accuracy()
                .ifPresent(accuracy -> json.put("accuracy", accuracy.value())
                        .put("low", accuracy.low())
                        .put("high", accuracy.high())
                        .put("evaluatedTasks", accuracy.trials()));
        method.meanDistance().ifPresent(distance -> json.put("meanDistance", distance));
        json.put("seconds", method.seconds());
        if (!method.reason().isEmpty()) {
            json.put("decidedBy", method.decidedBy()).put("reason", method.reason());
        }
    }

    private static void addAnnotator(ObjectNode json, ValueAnnotator annotator) {
        json.put("annotator", annotator.name()).put("labels", annotator.labels());
        annotator.onGold().ifPresent(share -> json.set("goldAccuracy", CoefficientForm.write(share)));
        annotator.onConsensus().ifPresent(share -> json.set("consensusAccuracy", CoefficientForm.write(share)));
        annotator.meanDistance().ifPresent(distance -> json.put("meanDistance", distance));
        annotator.bias().ifPresent(bias -> json.put("bias", bias));
        annotator.medianSeconds().ifPresent(seconds -> json.put("medianSeconds", seconds));
        ArrayNode signals = json.putArray("signals");
        annotator
                .tooFast()
                .ifPresent(fast -> signals.addObject()
                        .put("signal", "too-fast")
                        .put("medianSeconds", fast.medianSeconds())
                        .put("typicalSeconds", fast.typicalSeconds()));
    }
}
