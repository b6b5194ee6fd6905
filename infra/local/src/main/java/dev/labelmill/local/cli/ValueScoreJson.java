package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ReviewForm;
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
                .put("breakingRules", labels.breaking())
                .put("tasks", labels.tasks().size())
                .put("goldTasks", labels.gold().size());
        ArrayNode classes = json.putArray("classes");
        labels.type().classes().forEach(classes::add);
        ObjectNode methods = json.putObject("methods");
        score.methods().forEach(method -> addMethod(methods.putObject(method.name()), method));
        json.put("chosen", score.chosen());
        ScoreFormat.addCoefficients(
                json.putObject("agreement"), score.agreement().all());
        if (score.agreement().isPartial()) {
            json.put("agreementSample", score.agreement().sample())
                    .put("agreementTasks", score.agreement().items());
        }
        ArrayNode annotators = json.putArray("annotators");
        ReviewForm form = new ReviewForm(labels.type().classes()::get, labels.annotators()::name);
        score.annotators().forEach(annotator -> addAnnotator(annotators.addObject(), annotator, form));
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

    private static void addAnnotator(ObjectNode json, ValueAnnotator annotator, ReviewForm form) {
        form.write(annotator.review(), json);
        annotator.meanDistance().ifPresent(distance -> json.put("meanDistance", distance));
        annotator.bias().ifPresent(bias -> json.put("bias", bias));
    }
}
