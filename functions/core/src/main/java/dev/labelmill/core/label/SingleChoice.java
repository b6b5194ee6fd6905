package dev.labelmill.core.label;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Exactly one of a fixed list of classes. Inside the domain a class is its index in this list;
 * names exist only in files and payloads.
 */
public final class SingleChoice implements LabelType {

    /** More classes than this make counters per (overlap, class) too large for one row. */
    public static final int MAX_CLASSES = 64;

    private final List<String> classes;
    private final Map<String, Integer> indices;

    /**
     * @param classes the class names in their fixed order, 2 to {@value #MAX_CLASSES}, distinct, not blank
     * @throws IllegalArgumentException if they are fewer, more, repeated or blank
     */
    public SingleChoice(List<String> classes) {
        this.classes = List.copyOf(classes);
        if (this.classes.size() < 2 || this.classes.size() > MAX_CLASSES) {
            throw new IllegalArgumentException(
                    "labelType.classes must name 2 to " + MAX_CLASSES + " classes, not " + this.classes.size());
        }
        this.indices = new HashMap<>();
        for (int i = 0; i < this.classes.size(); i++) {
            String name = this.classes.get(i);
            if (name.isBlank()) {
                throw new IllegalArgumentException("labelType.classes[" + i + "] is blank");
            }
            if (indices.put(name, i) != null) {
                throw new IllegalArgumentException("labelType.classes names \"" + name + "\" twice");
            }
        }
    }

    @Override
    public String kind() {
        return "single-choice";
    }

    /** The class names, in index order. */
    public List<String> classes() {
        return classes;
    }

    /** The number of classes, K. */
    public int size() {
        return classes.size();
    }

    /** The index of a class, or empty for a name that is not in the list. */
    public OptionalInt indexOf(String name) {
        Integer index = indices.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** The name of a class index. */
    public String name(int index) {
        return classes.get(index);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SingleChoice that && classes.equals(that.classes);
    }

    @Override
    public int hashCode() {
        return classes.hashCode();
    }

    @Override
    public String toString() {
        return "SingleChoice" + classes;
    }
}
