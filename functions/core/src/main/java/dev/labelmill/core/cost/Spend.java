package dev.labelmill.core.cost;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Platform money by account: which function spent it on what.
 *
 * @param accounts nano-dollars by {@code <function>.<kind>}, such as {@code score.dynamodb}; none is zero
 */
public record Spend(Map<String, Long> accounts) {

    /** Nothing. */
    public static final Spend NONE = new Spend(Map.of());

    /** Copies the map, without zeros. */
    public Spend {
        TreeMap<String, Long> copy = new TreeMap<>(accounts);
        copy.values().removeIf(nanos -> nanos == 0);
        accounts = Collections.unmodifiableMap(copy);
    }

    /** One account's. */
    public static Spend of(String function, Kind kind, long nanos) {
        return new Spend(Map.of(function + "." + kind.label(), nanos));
    }

    /** Both together. */
    public Spend plus(Spend more) {
        if (more.accounts.isEmpty()) {
            return this;
        }
        TreeMap<String, Long> sum = new TreeMap<>(accounts);
        more.accounts.forEach((account, nanos) -> sum.merge(account, nanos, Long::sum));
        return new Spend(sum);
    }

    /** Nano-dollars by function. */
    public SortedMap<String, Long> byFunction() {
        TreeMap<String, Long> sums = new TreeMap<>();
        accounts.forEach((account, nanos) -> sums.merge(account.substring(0, account.indexOf('.')), nanos, Long::sum));
        return sums;
    }

    /** Nano-dollars by kind. */
    public SortedMap<String, Long> byKind() {
        TreeMap<String, Long> sums = new TreeMap<>();
        accounts.forEach((account, nanos) -> sums.merge(account.substring(account.indexOf('.') + 1), nanos, Long::sum));
        return sums;
    }

    /** All accounts' nano-dollars. */
    public long total() {
        return accounts.values().stream().mapToLong(Long::longValue).sum();
    }
}
