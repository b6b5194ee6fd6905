package dev.labelmill.core.label;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The classes of a label type in their fixed order: a name outside, its index inside. */
final class ClassList {

    /** More classes than this make counters per (overlap, class) too large for one row. */
    static final int MAX = 64;

    private final List<String> names;
    private final Map<String, Integer> indices = new HashMap<>();

    /**
     * @param least the fewest classes that make sense
     * @throws IllegalArgumentException if the names are fewer, more than {@value #MAX}, repeated or blank
     */
    ClassList(List<String> classes, int least) {
        this.names = List.copyOf(classes);
        if (names.size() < least || names.size() > MAX) {
            throw new IllegalArgumentException(
                    "labelType.classes must name " + least + " to " + MAX + " classes, not " + names.size());
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()) {
                throw new IllegalArgumentException("labelType.classes[" + i + "] is blank");
            }
            if (indices.put(name, i) != null) {
                throw new IllegalArgumentException("labelType.classes names \"" + name + "\" twice");
            }
        }
    }

    List<String> names() {
        return names;
    }

    int size() {
        return names.size();
    }

    OptionalInt indexOf(String name) {
        Integer index = indices.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }

    boolean has(int index) {
        return index >= 0 && index < names.size();
    }

    /** How a sentence says that a class index is none. */
    String lacks(int index) {
        return "class " + index + ", and classes go from 0 to " + (size() - 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ClassList that && names.equals(that.names);
    }

    @Override
    public int hashCode() {
        return names.hashCode();
    }

    @Override
    public String toString() {
        return names.toString();
    }
}
