package dev.labelmill.lambda.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The batch of a seed, once in peace and then in trouble again and again until there were as many faults as are wanted. */
final class SeededRuns {

    private static final int ITEMS = 24;
    private static final int MOST_A_RUN = 150;

    /** Of a vendor's claims, where tasks are to change hands. */
    private static final int HURRIED_SECONDS = 900;

    private final long seed;
    private final Set<FaultKind> kinds;
    private final int faults;

    /** @param faults how many are wanted in all */
    SeededRuns(long seed, Set<FaultKind> kinds, int faults) {
        this.seed = seed;
        this.kinds = kinds;
        this.faults = faults;
    }

    /**
     * What came of a seed.
     *
     * @param differences what was not as in the calm run, in sentences that begin with seed and run
     */
    record Result(
            long seed,
            int runs,
            Map<FaultKind, Integer> injected,
            Map<String, Integer> kills,
            List<String> differences) {

        int faults() {
            return injected.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    Result run() {
        Course calm = new Course(batch(), FaultPlan.calm()).run();
        List<String> differences = new ArrayList<>(judged("seed " + seed + " calm", calm, calm));
        Map<FaultKind, Integer> injected = new EnumMap<>(FaultKind.class);
        Map<String, Integer> kills = new TreeMap<>();
        int done = 0;
        int runs = 0;
        while (done < faults) {
            String name = "seed " + seed + " run " + ++runs;
            FaultPlan plan = new FaultPlan(seed * 1000 + runs, kinds, Math.min(MOST_A_RUN, faults - done));
            Course troubled = new Course(batch(), plan);
            try {
                differences.addAll(judged(name, calm, troubled.run()));
            } catch (AssertionError stuck) {
                differences.add(name + ": " + stuck.getMessage());
            }
            troubled.cloud.kills().forEach((function, times) -> kills.merge(function, times, Integer::sum));
            plan.injected().forEach((kind, times) -> injected.merge(kind, times, Integer::sum));
            done += Math.max(1, plan.total());
        }
        return new Result(seed, runs, injected, kills, differences);
    }

    private boolean reroutes() {
        return kinds.stream().anyMatch(FaultKind.REROUTING::contains);
    }

    private TextBatch batch() {
        return new TextBatch(seed, ITEMS, reroutes() ? HURRIED_SECONDS : TextBatch.AT_LEISURE);
    }

    private List<String> judged(String name, Course calm, Course troubled) {
        return reroutes() ? troubled.wrongs(name) : troubled.differences(name, calm);
    }
}
