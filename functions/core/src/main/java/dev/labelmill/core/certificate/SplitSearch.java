package dev.labelmill.core.certificate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the cheapest split of audits over parts. It looks below a price that is doubled until something is found, and then
 * below what was found. It tries each choice of parts that are audited in full, as these take no share of alpha; for
 * each, all numbers for all other parts but the last, first in large steps to know a good price early; for the last part
 * the fewest that will do. If nothing is found, all parts in full always succeed.
 */
final class SplitSearch {

    private static final int[] STEPS = {64, 8, 1};
    private static final long FIRST_PRICE = 64;

    private final List<AuditSplit.Part> parts;
    private final long tolerated;
    private final double alpha;
    private final double chance;

    private AuditSplit best;
    private long limit;
    private double share;
    private List<Map<Integer, AuditOutlook>> known;

    /** @param tolerated errors in the whole that the certificate may leave possible */
    SplitSearch(List<AuditSplit.Part> parts, long tolerated, double alpha, double chance) {
        this.parts = parts;
        this.tolerated = tolerated;
        this.alpha = alpha;
        this.chance = chance;
    }

    AuditSplit search() {
        long all = parts.stream().mapToLong(part -> part.price() * part.size()).sum();
        for (long most = FIRST_PRICE; best == null && most < all; most *= 2) {
            searchBelow(most);
        }
        if (best == null) {
            searchBelow(all);
        }
        return best != null
                ? best
                : new AuditSplit(parts.stream().map(AuditSplit.Part::size).toList(), all, 1);
    }

    private void searchBelow(long price) {
        limit = price;
        for (int whole = 0; whole < (1 << parts.size()) - 1; whole++) {
            search(sampled(whole));
        }
    }

    private List<Integer> sampled(int whole) {
        List<Integer> sampled = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            if ((whole >> part & 1) == 0) {
                sampled.add(part);
            }
        }
        return sampled;
    }

    private void search(List<Integer> sampled) {
        share = alpha / sampled.size();
        known = new ArrayList<>();
        AuditOutlook[] split = new AuditOutlook[parts.size()];
        int[] audits = new int[parts.size()];
        long price = 0;
        for (int part = 0; part < parts.size(); part++) {
            known.add(new HashMap<>());
            audits[part] = parts.get(part).size();
            split[part] = outlook(part, audits[part]);
            price += sampled.contains(part) ? 0 : parts.get(part).price() * audits[part];
        }
        for (int step : STEPS) {
            place(sampled, 0, step, price, audits, split);
        }
    }

    private AuditOutlook outlook(int part, int audits) {
        return known.get(part).computeIfAbsent(audits, n -> new AuditOutlook(parts.get(part), n, share, chance));
    }

    /** Tries numbers for the parts from here on; those not yet placed stand as if they were audited in full. */
    private void place(List<Integer> sampled, int at, int step, long price, int[] audits, AuditOutlook[] split) {
        int part = sampled.get(at);
        boolean last = at == sampled.size() - 1;
        long each = parts.get(part).price();
        int first = fewest(part, room(part, split), (limit - price) / each);
        int from = last ? first : (first + step - 1) / step * step;
        for (int n = from; n < parts.get(part).size() && price + each * n < limit; n += last ? 1 : step) {
            audits[part] = n;
            split[part] = outlook(part, n);
            if (mayDo(split)) {
                if (last) {
                    consider(price + each * n, audits, split);
                } else {
                    place(sampled, at + 1, step, price + each * n, audits, split);
                }
            }
        }
        audits[part] = parts.get(part).size();
        split[part] = outlook(part, audits[part]);
    }

    /** Takes a split that has the chance: from then on only cheaper ones are looked at. */
    private void consider(long price, int[] audits, AuditOutlook[] split) {
        double reached = reached(split, 0, tolerated);
        if (reached < chance) {
            return;
        }
        List<Integer> numbers = new ArrayList<>();
        for (int n : audits) {
            numbers.add(n);
        }
        best = new AuditSplit(numbers, price, reached);
        limit = price;
    }

    /** Errors that a part's bound may leave possible if the other parts' audits find as few as they can. */
    private long room(int part, AuditOutlook[] split) {
        return tolerated - leastBounds(split) + split[part].leastBound();
    }

    /**
     * Fewest audits of a part whose bound keeps within its room with the chance, as {@link SampleSize} finds them; a number
     * beyond the affordable one if it takes more.
     */
    private int fewest(int part, long room, long affordable) {
        int size = parts.get(part).size();
        int audits = 0;
        for (int errors = 0; errors <= room && audits < size && audits <= affordable; errors++) {
            audits = fewest(errors, audits, (int) Math.min(size, room), size);
            if (outlook(part, audits).usual() <= errors) {
                return audits;
            }
        }
        return size;
    }

    /** Fewest audits, from a number on, that show the room to be kept in spite of so many errors. */
    private int fewest(int errors, int from, int room, int size) {
        int tooFew = Math.max(errors, from) - 1;
        int enough = size;
        while (room < size && enough - tooFew > 1) {
            int middle = (tooFew + enough) >>> 1;
            if (HypergeometricBound.contradicts(errors, middle, room + 1, size, share)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return room < size ? enough : tooFew + 1;
    }

    /** Whether each part's bound keeps within its room with the chance; otherwise all together do not. */
    private boolean mayDo(AuditOutlook[] split) {
        for (int part = 0; part < split.length; part++) {
            if (split[part].bound(split[part].usual()) > room(part, split)) {
                return false;
            }
        }
        return true;
    }

    private static long leastBounds(AuditOutlook[] split) {
        long sum = 0;
        for (AuditOutlook outlook : split) {
            sum += outlook.leastBound();
        }
        return sum;
    }

    /** Probability that the bounds of the parts from here on leave at most so many errors possible. */
    private static double reached(AuditOutlook[] split, int part, long room) {
        if (part == split.length) {
            return 1;
        }
        double sum = 0;
        AuditOutlook outlook = split[part];
        for (int found = outlook.fewest(); found <= outlook.most() && outlook.bound(found) <= room; found++) {
            sum += outlook.probability(found) * reached(split, part + 1, room - outlook.bound(found));
        }
        return Math.min(1, sum);
    }
}
