package dev.labelmill.onnx;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Which of the batch's classes each of the model's own stands for. */
final class ClassMapping {

    private static final int NONE = -1;

    private final int[] classOfOutput;
    private final int classes;

    private ClassMapping(int[] classOfOutput, int classes) {
        this.classOfOutput = classOfOutput;
        this.classes = classes;
    }

    /**
     * @param own the model's own classes, in the order of its output
     * @param renamed the batch's class by the model's own; one of the same name stands for itself
     * @param otherwise the batch's class that all others stand for; where there is none, what the model gives them is left out
     * @param batch the batch's classes
     * @throws IllegalArgumentException if a name is not known, or no output stands for one of the batch's classes
     */
    static ClassMapping of(
            List<String> own, Map<String, String> renamed, Optional<String> otherwise, List<String> batch) {
        Map<String, Integer> index = new HashMap<>();
        batch.forEach(name -> index.put(name, index.size()));
        for (Map.Entry<String, String> entry : renamed.entrySet()) {
            require(own.contains(entry.getKey()), "output.classes names \"", entry.getKey(), "\", which is no label");
            requireClass(index, "output.classes", entry.getValue());
        }
        otherwise.ifPresent(name -> requireClass(index, "output.otherwise", name));
        int rest = otherwise.map(index::get).orElse(NONE);
        int[] classOfOutput = own.stream()
                .mapToInt(label -> index.getOrDefault(renamed.getOrDefault(label, label), rest))
                .toArray();
        for (String name : batch) {
            boolean stoodFor = Arrays.stream(classOfOutput).anyMatch(k -> k == index.get(name));
            require(stoodFor, "no label of the model stands for the batch's class \"", name, "\"");
        }
        return new ClassMapping(classOfOutput, batch.size());
    }

    /** How many classes the model has. */
    int outputs() {
        return classOfOutput.length;
    }

    /** The batch's class that one of the model's stands for; empty if it stands for none, or there is no such. */
    OptionalInt of(int own) {
        return own < 0 || own >= classOfOutput.length || classOfOutput[own] == NONE
                ? OptionalInt.empty()
                : OptionalInt.of(classOfOutput[own]);
    }

    /**
     * The batch's classes' probabilities: those of the model's classes that stand for them, added, and divided by the sum of
     * all that stand for any; the same for each where none has any.
     */
    double[] distribution(double[] probabilities) {
        double[] distribution = new double[classes];
        double sum = 0;
        for (int i = 0; i < probabilities.length; i++) {
            if (classOfOutput[i] != NONE) {
                distribution[classOfOutput[i]] += probabilities[i];
                sum += probabilities[i];
            }
        }
        for (int k = 0; k < classes; k++) {
            distribution[k] = sum > 0 ? distribution[k] / sum : 1.0 / classes;
        }
        return distribution;
    }

    private static void requireClass(Map<String, Integer> index, String field, String name) {
        require(index.containsKey(name), field + " names \"", name, "\", which is not in labelType.classes");
    }

    private static void require(boolean holds, String before, String name, String after) {
        if (!holds) {
            throw new IllegalArgumentException(before + name + after);
        }
    }
}
