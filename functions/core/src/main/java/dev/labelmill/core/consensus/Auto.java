package dev.labelmill.core.consensus;

import dev.labelmill.core.consensus.LearntShrinkage.Choice;
import dev.labelmill.core.consensus.LearntShrinkage.Material;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * The method for whoever does not want to choose one: {@link LearntShrinkage} with one, two and three kinds of tasks
 * a class, averaged. For each number of kinds the data choose how much annotators' own confusions count. How well
 * answers are foretold tells how far annotators differ; it does not tell which model names the truth (a plain
 * Dawid-Skene that takes confusing tasks for a class of their own foretells better than the vote and is wrong more
 * often), so the number of kinds is not chosen by it, but averaged over. Where nothing is known of annotators the
 * plain vote decides ({@link CautiousModel}): it never overrules people who agree and of whom it knows nothing.
 *
 * <p>Needs memory for the annotators and a million answers, however many there are. {@link Glad} is no candidate: it
 * needs memory for each task. Where the confusions of so many classes and annotators do not fit, there are fewer
 * kinds, and at last {@link OneCoinDawidSkene}.
 */
public final class Auto implements ConsensusMethod {

    /** What a fitted model calls its method where nothing is known of anybody, and the plain vote decides. */
    public static final String PLAIN_VOTE = "vote";

    private static final int MOST_KINDS = 3;

    /** Most entries of all annotators' confusions together: 8 bytes each, several copies. */
    private static final long MOST_CELLS = 4_000_000;

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public ConsensusModel fit(VoteSource votes) {
        long cells = (long) votes.annotators() * votes.classes() * votes.classes();
        int kinds = (int) Math.min(MOST_KINDS, MOST_CELLS / Math.max(1, cells));
        Telling telling = Telling.of(votes);
        if (kinds == 0) {
            return new CautiousModel(oneCoin(votes), telling);
        }
        return new CautiousModel(
                telling.ofSomebody() ? averaged(Material.of(votes), kinds) : new ShrunkDawidSkene().fit(votes),
                telling);
    }

    private ConsensusModel oneCoin(VoteSource votes) {
        String reason = "One accuracy an annotator, because " + votes.annotators() + " confusions of " + votes.classes()
                + " classes would take too much memory.";
        return MixedModel.of("onecoin", List.of(new OneCoinDawidSkene().fit(votes)), reason);
    }

    private ConsensusModel averaged(Material material, int kinds) {
        List<Choice> choices = new ArrayList<>();
        List<ConfusionModel> models = new ArrayList<>();
        for (int k = 1; k <= kinds; k++) {
            LearntShrinkage method = new LearntShrinkage(k);
            Choice choice = method.choose(material);
            choices.add(choice);
            models.add(method.fit(material, choice));
        }
        return MixedModel.of("shrunk-ds", models, reason(choices));
    }

    private static String reason(List<Choice> choices) {
        return "Dawid-Skene, which weighs each answer by how its annotator errs; the mean of "
                + (choices.size() == 1
                        ? "one model"
                        : choices.size() + " models, with 1 to " + choices.size() + " kinds of tasks a class")
                + ". How the whole crowd errs counts like " + list(choices, "%.0f", Choice::weight)
                + " answers of each annotator, which foretells held-out answers best (mean log probability "
                + list(choices, "%.4f", Choice::foretold) + ").";
    }

    private static String list(List<Choice> choices, String format, ToDoubleFunction<Choice> value) {
        return choices.stream()
                .map(choice -> String.format(Locale.ROOT, format, value.applyAsDouble(choice)))
                .collect(Collectors.joining(", "));
    }
}
