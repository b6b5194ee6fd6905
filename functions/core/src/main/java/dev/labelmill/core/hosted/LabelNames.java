package dev.labelmill.core.hosted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a model's labels stand for a batch's classes.
 *
 * @param classes   the batch's class by the model's label; a label that is a class's name stands for it without being named
 * @param otherwise the batch's class that all other labels stand for; without, they are left out
 */
public record LabelNames(Map<String, String> classes, Optional<String> otherwise) {

    /** Copies the map. */
    public LabelNames {
        classes = Map.copyOf(classes);
    }

    /** @throws IllegalArgumentException if a name is not among the batch's classes */
    public void requireClasses(List<String> batch) {
        classes.values().forEach(name -> requireClass("prelabel.classes", name, batch));
        otherwise.ifPresent(name -> requireClass("prelabel.otherwise", name, batch));
    }

    private static void requireClass(String field, String name, List<String> batch) {
        if (!batch.contains(name)) {
            throw new IllegalArgumentException(
                    field + " names the class \"" + name + "\", which is not in labelType.classes");
        }
    }

    /** Finds the index of the class that a label stands for. */
    public Index index(List<String> batch) {
        Map<String, Integer> index = new HashMap<>();
        for (int k = 0; k < batch.size(); k++) {
            index.put(batch.get(k), k);
        }
        Map<String, Integer> byLabel = new HashMap<>(index);
        classes.forEach((label, name) -> byLabel.put(label, index.get(name)));
        return new Index(byLabel, otherwise.map(index::get), batch.size());
    }

    /**
     * The same by class index.
     *
     * @param byLabel class index by label
     * @param rest    of all other labels
     * @param size    number of classes
     */
    public record Index(Map<String, Integer> byLabel, Optional<Integer> rest, int size) {

        /** The class that a label stands for, if any. */
        public Optional<Integer> of(String label) {
            return Optional.ofNullable(byLabel.get(label)).or(() -> rest);
        }
    }
}
