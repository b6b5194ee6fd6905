package dev.labelmill.core.consensus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Numbers for names: of tasks, annotators or classes. The first name is 0, each new one the next number. */
public final class Index {

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** The number of a name, a new one if it has none yet. */
    public int add(String name) {
        Integer number = numbers.putIfAbsent(name, names.size());
        if (number != null) {
            return number;
        }
        names.add(name);
        return names.size() - 1;
    }

    /** The number of a name, or -1 if it has none. */
    public int find(String name) {
        return numbers.getOrDefault(name, -1);
    }

    /**
     * The name of a number.
     *
     * @throws IndexOutOfBoundsException if no name has it
     */
    public String name(int number) {
        return names.get(number);
    }

    /** How many names there are. */
    public int size() {
        return names.size();
    }

    /** The names by number, not to be changed. */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /**
     * The numbers that the names would have if they had come in order: of their values if all are whole numbers,
     * otherwise of their characters. What {@link Votes#renumbered} takes, so that ties fall to the first class in
     * order wherever the classes came from.
     *
     * @return per present number the one in order
     */
    public int[] ranks() {
        Comparator<String> order = names.stream().allMatch(name -> name.matches("-?\\d{1,18}"))
                ? Comparator.comparingLong(Long::parseLong)
                : Comparator.naturalOrder();
        int[] sorted = IntStream.range(0, size())
                .boxed()
                .sorted(Comparator.comparing(this::name, order))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[sorted.length];
        for (int rank = 0; rank < sorted.length; rank++) {
            ranks[sorted[rank]] = rank;
        }
        return ranks;
    }

    /** An index whose numbers are the {@link #ranks} of this one. */
    public Index sorted() {
        int[] ranks = ranks();
        String[] ordered = new String[ranks.length];
        for (int number = 0; number < ranks.length; number++) {
            ordered[ranks[number]] = name(number);
        }
        Index index = new Index();
        for (String name : ordered) {
            index.add(name);
        }
        return index;
    }
}
