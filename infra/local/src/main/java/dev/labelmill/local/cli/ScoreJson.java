package dev.labelmill.local.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.labelmill.core.annotator.AnnotatorReview;
import dev.labelmill.lambda.json.Json;
import dev.labelmill.lambda.json.ReviewForm;
import dev.labelmill.local.scoring.LabelTable;
import dev.labelmill.local.scoring.MethodScore;
import dev.labelmill.local.scoring.Score;

/** A score as a file for programs. */
final class ScoreJson {

    private final Score score;

    ScoreJson(Score score) {
        this.score = score;
    }

    ObjectNode toJson() {
        LabelTable labels = score.labels();
        ObjectNode json = Json.object()
                .put("rows", labels.rows())
                .put("repeats", labels.votes().repeats())
                .put("labels", labels.votes().labels())
                .put("tasks", labels.tasks().size())
                .put("knownTasks", labels.known())
                .put("goldTasks", score.gold().tasks());
        ArrayNode classes = json.putArray("classes");
        labels.classes().names().forEach(classes::add);
        ObjectNode methods = json.putObject("methods");
        score.methods().forEach(method -> addMethod(methods.putObject(method.name()), method));
        json.put("chosen", score.chosen());
        ScoreFormat.addCoefficients(json.putObject("agreement"), score.agreement());
        ArrayNode annotators = json.putArray("annotators");
        for (int annotator = 0; annotator < labels.annotators().size(); annotator++) {
            addAnnotator(annotators.addObject(), score.annotators().of(annotator));
        }
        return json;
    }

    private static void addMethod(ObjectNode json, MethodScore method) {
        method.accuracy()
                .ifPresent(accuracy -> json.put("accuracy", accuracy.value())
                        .put("low", accuracy.low())
                        .put("high", accuracy.high())
                        .put("evaluatedTasks", accuracy.trials()));
        json.put("ties", method.ties())
                .put("iterations", method.iterations())
                .put("converged", method.converged())
                .put("seconds", method.seconds());
        if (!method.reason().isEmpty()) {
            json.put("decidedBy", method.decidedBy()).put("reason", method.reason());
        }
    }

    private void addAnnotator(ObjectNode json, AnnotatorReview review) {
        new ReviewForm(score.labels().classes()::name, score.labels().annotators()::name).write(review, json);
        score.annotators().counts().confusion(review.annotator()).ifPresent(rows -> ReviewForm.write(rows, json));
    }
}
