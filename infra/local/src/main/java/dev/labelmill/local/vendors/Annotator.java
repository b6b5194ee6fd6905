package dev.labelmill.local.vendors;

import dev.labelmill.core.draw.Draw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A simulated annotator. For a true class t with confusions c, an error has the chance e = max(1 − accuracy, Σc): each
 * named class gets its c, and what is left of e is spread evenly over the classes that are neither t nor named. A bias
 * then takes its rate of everything.
 *
 * @param name         its id in webhooks
 * @param accuracy     chance of the right answer for a class without confusions, 0 to 1
 * @param confusions   for a true class, the chances of particular wrong answers; their sum is at most 1
 * @param bias         an answer given whatever the item shows
 * @param medianSeconds median working time, positive
 * @param sigma        standard deviation of the working time's natural logarithm, not negative
 */
record Annotator(
        String name,
        double accuracy,
        Map<String, Map<String, Double>> confusions,
        Optional<Bias> bias,
        double medianSeconds,
        double sigma) {

    private static final double MILLIS = 1000;

    /** With chance {@code rate}, 0 to 1, the answer is {@code to}. */
    record Bias(String to, double rate) {
        Bias {
            requireChance(rate, "bias.rate");
        }
    }

    /** @throws IllegalArgumentException naming the field that is out of range */
    Annotator {
        confusions = Map.copyOf(confusions);
        requireChance(accuracy, "accuracy");
        confusions.forEach((truth, wrong) -> {
            wrong.values().forEach(chance -> requireChance(chance, "confusions." + truth));
            requireChance(sum(wrong), "the sum of confusions." + truth);
            if (wrong.containsKey(truth)) {
                throw new IllegalArgumentException("confusions." + truth + " names the true class itself");
            }
        });
        if (!(medianSeconds > 0) || !(sigma >= 0)) {
            throw new IllegalArgumentException("secondsMedian must be positive and secondsSigma not negative");
        }
    }

    /** Every class that its confusions and its bias name. */
    Set<String> namedClasses() {
        Stream<String> confused = confusions.entrySet().stream()
                .flatMap(entry -> Stream.concat(Stream.of(entry.getKey()), entry.getValue().keySet().stream()));
        return Stream.concat(confused, bias.map(Bias::to).stream()).collect(Collectors.toSet());
    }

    /** Answers a task whose true class is {@code truth}. */
    Answer answer(Draw draw, TaskLine task, String truth) {
        double u = draw.uniform("answer", task.batch(), task.item(), name);
        return new Answer(task, name, choice(u, truth, task.classes()), OptionalLong.of(millis(draw, task)));
    }

    /** The chance of each class as the answer, by name; the chances sum to 1. */
    Map<String, Double> chances(String truth, List<String> classes) {
        Map<String, Double> wrong = confusions.getOrDefault(truth, Map.of());
        double error = Math.max(1 - accuracy, sum(wrong));
        long others = classes.stream()
                .filter(c -> !c.equals(truth) && !wrong.containsKey(c))
                .count();
        // With every wrong class named, nothing is left to take the rest of the errors.
        double each = others == 0 ? 0 : (error - sum(wrong)) / others;
        Map<String, Double> chances = new HashMap<>();
        for (String c : classes) {
            chances.put(c, wrong.getOrDefault(c, each));
        }
        chances.put(truth, 1 - sum(wrong) - each * others);
        bias.ifPresent(b -> {
            chances.replaceAll((c, chance) -> (1 - b.rate()) * chance);
            chances.merge(b.to(), b.rate(), Double::sum);
        });
        return chances;
    }

    private String choice(double u, String truth, List<String> classes) {
        Map<String, Double> chances = chances(truth, classes);
        double below = 0;
        for (String c : classes) {
            below += chances.get(c);
            if (u < below) {
                return c;
            }
        }
        // Only the rounding of the sum leaves a gap below 1.
        return truth;
    }

    /** Log-normal by the Box–Muller transform of two draws. */
    private long millis(Draw draw, TaskLine task) {
        double radius = Math.sqrt(-2 * Math.log(1 - draw.uniform("pace-radius", task.batch(), task.item(), name)));
        double angle = 2 * Math.PI * draw.uniform("pace-angle", task.batch(), task.item(), name);
        return Math.round(medianSeconds * Math.exp(sigma * radius * Math.cos(angle)) * MILLIS);
    }

    private static double sum(Map<String, Double> chances) {
        return chances.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void requireChance(double value, String field) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(field + " must lie between 0 and 1, not " + value);
        }
    }
}
