package dev.labelmill.local.scoring;

import dev.labelmill.core.agreement.Coefficient;
import dev.labelmill.core.agreement.Coefficients;
import dev.labelmill.core.annotator.AnnotatorReviews;
import dev.labelmill.core.consensus.ConsensusMethod;
import dev.labelmill.core.consensus.ConsensusModel;
import dev.labelmill.core.consensus.VoteRatings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What there is to say about labels.
 *
 * @param labels that were scored
 * @param gold that they were compared with
 * @param methods how each did
 * @param chosen name of the method whose answers count
 * @param model of that method
 * @param agreement coefficients by name
 * @param annotators what is to be said of each, compared with the chosen method's answers
 */
public record Score(
        LabelTable labels,
        Gold gold,
        List<MethodScore> methods,
        String chosen,
        ConsensusModel model,
        Map<String, Coefficient> agreement,
        AnnotatorReviews annotators) {

    private static final String PREFERRED = "auto";
    private static final double NANOS = 1e9;

    /** Pairs of annotators and classes that may lie in memory: a quarter of a gigabyte. */
    private static final long MOST_PAIRS = 5_000_000;

    /** Copies the collections. */
    public Score {
        methods = List.copyOf(methods);
        agreement = new LinkedHashMap<>(agreement);
    }

    /**
     * Scores.
     *
     * @param names of the kind's methods, at least one; if {@code auto} is among them its answers count, else the first one's
     */
    public static Score of(LabelTable labels, Gold gold, List<String> names) {
        List<ConsensusMethod> methods = names.stream()
                .map(name -> labels.kind().method(name, labels.classes()).orElseThrow())
                .toList();
        ConsensusMethod chosen = methods.stream()
                .filter(method -> method.name().equals(PREFERRED))
                .findFirst()
                .orElse(methods.get(0));
        List<MethodScore> scores = new ArrayList<>();
        ConsensusModel model = null;
        Consensus answers = null;
        for (ConsensusMethod method : methods) {
            long start = System.nanoTime();
            ConsensusModel fitted = method.fit(labels.votes());
            double seconds = (System.nanoTime() - start) / NANOS;
            Consensus consensus = Consensus.of(labels.votes(), fitted, gold);
            scores.add(MethodScore.of(method.name(), fitted, consensus, seconds));
            if (method == chosen) {
                model = fitted;
                answers = consensus;
            }
        }
        return new Score(
                labels,
                gold,
                scores,
                chosen.name(),
                model,
                agreement(labels),
                AnnotatorReviews.of(labels.votes(), answers::of, gold::of, labels.pace()));
    }

    private static Map<String, Coefficient> agreement(LabelTable labels) {
        List<String> names = labels.classes().names();
        VoteRatings ratings = new VoteRatings(labels.votes(), names.size());
        return labels.kind() == LabelKind.RATING
                ? Coefficients.ofOrdered(
                        ratings, names.stream().mapToDouble(Double::parseDouble).toArray(), MOST_PAIRS)
                : Coefficients.ofNominal(ratings, MOST_PAIRS);
    }
}
