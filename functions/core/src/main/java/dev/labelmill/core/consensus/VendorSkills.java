package dev.labelmill.core.consensus;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The confusions of vendors: each the expected counts of its annotators' answers, given what a model believes of each task,
 * shrunk towards that of everybody as by {@link Confusion#shrunk}. A vendor with few answers so looks like any other.
 */
public final class VendorSkills {

    /** Answers a row that everybody's confusion is worth in a vendor's own. */
    private static final double ROW_STRENGTH = 10;

    private final Map<String, double[][]> counts = new TreeMap<>();
    private final Map<String, Long> answers = new TreeMap<>();
    private final int classes;

    private VendorSkills(int classes) {
        this.classes = classes;
    }

    /**
     * Learns everything that a decision on later tasks needs of earlier ones: annotators, vendors, and everybody together,
     * by {@link ShrunkDawidSkene}.
     *
     * @param version name of the snapshot
     * @param tasks   read from the start several times; the same each time
     * @param classes number of classes, at least 2
     * @param vendor  from an annotator's name to that of the vendor
     * @param seconds median time of an answer, by vendor; those that told none are missing
     */
    public static Skills learn(
            String version,
            List<TaskVotes> tasks,
            int classes,
            UnaryOperator<String> vendor,
            Map<String, Double> seconds) {
        NamedVotes named = new NamedVotes(tasks, classes);
        ConfusionModel model = new ShrunkDawidSkene().fit(named);
        Skills skills = model.skills(version, named.index());
        VendorSkills vendors = new VendorSkills(classes);
        for (TaskVotes task : tasks) {
            double[] belief = model.posterior(named.view(task));
            task.votes().forEach(vote -> vendors.add(vendor.apply(vote.annotator()), vote.answer(), belief));
        }
        return skills.withVendors(vendors.skills(skills.pooled(), seconds));
    }

    private void add(String vendor, int answer, double[] belief) {
        double[][] own = counts.computeIfAbsent(vendor, name -> new double[classes][classes]);
        for (int truth = 0; truth < classes; truth++) {
            own[truth][answer] += belief[truth];
        }
        answers.merge(vendor, 1L, Long::sum);
    }

    private Map<String, VendorSkill> skills(Confusion pooled, Map<String, Double> seconds) {
        Map<String, VendorSkill> skills = new TreeMap<>();
        counts.forEach((vendor, own) -> skills.put(
                vendor,
                new VendorSkill(
                        Confusion.shrunk(own, pooled, ROW_STRENGTH),
                        answers.get(vendor),
                        seconds.containsKey(vendor)
                                ? OptionalDouble.of(seconds.get(vendor))
                                : OptionalDouble.empty())));
        return skills;
    }
}
